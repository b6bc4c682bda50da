/** Turns plain text into nodes, with the level dots drawn: not every machine has a font with them. */

import { h } from "../dom.js";

const DOTS = { "🔴": "red", "🟠": "orange", "🟡": "yellow", "🟢": "green", "🔵": "blue", "⚪": "white", "⚫": "black" };
const DOT = /(🔴|🟠|🟡|🟢|🔵|⚪|⚫)\uFE0F?/u;

export function plain(text) {
  return text.split(DOT).map((part) => (DOTS[part] ? h("span", { class: `dot ${DOTS[part]}` }, part) : part));
}
