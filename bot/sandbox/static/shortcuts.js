/** The keys that work wherever one is on the page. */

import { openChat } from "./session.js";
import { chatLines, state } from "./store.js";
import { openSearch } from "./views/search.js";

const FIELDS = "input, textarea, select";

/** `/` outside a field seeks in the open chat; Alt with an arrow opens the chat above or below. */
export function followKeys() {
  addEventListener("keydown", (press) => {
    if (press.isComposing || document.querySelector("dialog[open]")) return;
    const step = press.altKey && { ArrowUp: -1, ArrowDown: 1 }[press.key];
    if (step) openBeside(step);
    else if (press.key === "/" && state.chat !== null && !press.target.closest?.(FIELDS)) openSearch();
    else return;
    press.preventDefault();
  });
}

function openBeside(step) {
  const ids = chatLines().map((chat) => chat.id);
  const at = ids.indexOf(state.chat);
  const next = ids[at < 0 ? 0 : Math.min(Math.max(at + step, 0), ids.length - 1)];
  if (next !== undefined) openChat(next);
}
