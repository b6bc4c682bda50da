/** Opens a small menu beside the control or the point it was asked for at. */

import { h, icon } from "../dom.js";
import { t } from "../words.js";

const EDGE = 8;

/**
 * `items`: `{icon, label, run, danger?}`; `at`: a DOMRect or anything with left, right, top and bottom.
 * `signs`, a row above them: `{sign, label, chosen, run}`.
 */
export function openMenu(at, items, signs = []) {
  const before = document.activeElement;
  const menu = h("div", { class: "menu", role: "menu", popover: "auto", onkeydown: (press) => walk(menu, press) });
  const mark = ({ chosen, label }) => ({ role: "menuitemcheckbox", "aria-checked": String(chosen), "aria-label": label });
  if (signs.length) menu.append(h("div", { class: "signs", role: "group", "aria-label": t("reactions") }, signs.map((one) => entry(menu, one, mark(one), one.sign))));
  menu.append(...items.map((one) => entry(menu, one, { role: "menuitem", class: one.danger ? "danger" : null }, icon(one.icon), h("span", {}, one.label))));
  menu.addEventListener("toggle", (change) => {
    if (change.newState !== "closed") return;
    if (menu.contains(document.activeElement)) before?.focus();
    menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  put(menu, at);
  menu.querySelector("[role=menuitem]").focus();
}

function entry(menu, { run }, properties, ...children) {
  const choose = () => {
    menu.hidePopover();
    run();
  };
  return h("button", { type: "button", onclick: choose, ...properties }, children);
}

function put(menu, at) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.min(Math.max(EDGE, at.left), innerWidth - width - EDGE);
  const below = at.bottom + 4;
  const top = below + height + EDGE <= innerHeight ? below : Math.max(EDGE, at.top - height - 4);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function walk(menu, press) {
  const step = STEPS[press.key];
  if (!step) return;
  press.preventDefault();
  const items = [...menu.querySelectorAll("button")];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
}
