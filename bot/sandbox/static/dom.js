/** Makes elements: user text only ever enters the page as text nodes, never as markup. */

const SVG = "http://www.w3.org/2000/svg";

/** Builds an element; `on…` properties become listeners, `data` the data attributes, null and false are left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const ICONS = {
  arrow: "M7 17 17 7M9 7h8v8",
  attach: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  bot: "M5 9h14v10H5zM12 9V5M9.5 13.5v1M14.5 13.5v1M2.5 13v3M21.5 13v3",
  bulb: "M9 18h6M10 21h4M8.5 15a6 6 0 1 1 7 0v3h-7z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
  document: "M6 3h8l4 4v14H6zM14 3v4h4",
  down: "M6 9l6 6 6-6",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  edit: "M4 20l1-4L16 5l3 3L8 19z",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  freeze: "M9 6v12M15 6v12",
  group: "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 19c.4-3.6 2.7-5.4 6-5.4s5.6 1.8 6 5.4M16 11a2.6 2.6 0 1 0-.6-5.1M17.5 13.8c2 .5 3.2 2.2 3.5 5.2",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  next: "M9 5l7 7-7 7",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.01",
  pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  play: "M8 5.5v13l10-6.5z",
  pulse: "M3 12h4l3-7 4 14 3-7h4",
  reply: "M10 7 4 12l6 5M4 12h9c4 0 6.5 2 7 6",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20",
  send: "M4 12 20 4l-5 16-3.5-6.5z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  tick: "M5 12.5l5 5L19.5 7",
  topic: "M9 4 7 20M17 4l-2 16M4 9h16M3.5 15h16",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13",
  up: "M6 15l6-6 6 6",
  voice: "M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3.5",
};

/** Builds an element of a drawing. */
export function svg(tag, properties = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A line drawing that screen readers skip; the control around it carries the name. */
export const icon = (name) =>
  svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" }, svg("path", { d: ICONS[name] }));

export function iconButton(name, label, onclick, properties = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...properties }, icon(name));
}

/** Makes these the children, in this order, and leaves alone those that are already where they belong. */
export function put(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
}

/** Puts new children in; the focus stays on the control with the same `data-testid`. */
export function renew(parent, children) {
  const held = parent.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
  parent.replaceChildren(...children.filter(Boolean));
  if (held) parent.querySelector(`[data-testid="${held}"]`)?.focus({ preventScroll: true });
}
