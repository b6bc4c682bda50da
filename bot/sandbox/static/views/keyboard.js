/** Renders the inline buttons under a message. */

import { press } from "../actions.js";
import { h, icon } from "../dom.js";
import { botLink } from "../links.js";
import { plain } from "./plain.js";

const STYLES = new Set(["primary", "success", "danger"]);

export function keyboard(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return h("div", { class: "keyboard" }, rows.map((row) => h("div", { class: "keyboard-row" }, row.map((one) => key(message, one)))));
}

function key(message, button) {
  const element = h("button", {
    type: "button",
    class: ["key", STYLES.has(button.style) ? button.style : ""].join(" ").trim(),
    onclick: async () => {
      if (element.getAttribute("aria-busy") === "true") return;
      element.setAttribute("aria-busy", "true");
      await press(message, button);
      element.removeAttribute("aria-busy");
    },
  }, h("span", {}, plain(button.text)), badge(button));
  return element;
}

function badge(button) {
  if (button.copy_text) return icon("copy");
  return button.url && !botLink(button.url) ? icon("arrow") : null;
}
