/** Opens a small menu beside the control or the point it was asked for at. */

import { h, icon } from "../dom.js";

const EDGE = 8;

/** `items`: `{icon, label, run, danger?}`; `at`: a DOMRect or anything with left, right, top and bottom. */
export function openMenu(at, items) {
  const before = document.activeElement;
  const menu = h("div", { class: "menu", role: "menu", popover: "auto", onkeydown: (press) => walk(menu, press) },
    items.map(({ icon: name, label, run, danger }) =>
      h("button", {
        type: "button", role: "menuitem", class: danger ? "danger" : null,
        onclick: () => {
          menu.hidePopover();
          run();
        },
      }, icon(name), h("span", {}, label))));
  menu.addEventListener("toggle", (change) => {
    if (change.newState !== "closed") return;
    if (menu.contains(document.activeElement)) before?.focus();
    menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  put(menu, at);
  menu.firstElementChild.focus();
}

function put(menu, at) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.min(Math.max(EDGE, at.left), innerWidth - width - EDGE);
  const below = at.bottom + 4;
  const top = below + height + EDGE <= innerHeight ? below : Math.max(EDGE, at.top - height - 4);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function walk(menu, press) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[press.key];
  if (!step) return;
  press.preventDefault();
  const items = [...menu.children];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
}
