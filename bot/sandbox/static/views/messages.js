/** Keeps the list of messages on the page in step with the store, and the reader at the newest one. */

import { h, icon } from "../dom.js";
import { dayKey, dayName } from "../format.js";
import { loadEarlier } from "../session.js";
import { on, openChatLine, sandboxNow, state } from "../store.js";
import { t } from "../words.js";
import { messageView } from "./message.js";

const NEAR_BOTTOM = 80;
const SAME_ROW_SECONDS = 600;

export function messagesView() {
  const list = h("div", { id: "messages", role: "log", "aria-live": "off", tabindex: "0" });
  const badge = h("span", { class: "badge" });
  const down = h("button", { type: "button", class: "to-bottom", hidden: true, onclick: () => toBottom("smooth") }, icon("down"), badge);
  const shown = new Map();
  let place = null;
  let newest = 0;
  let missed = 0;
  let stuck = true;

  function toBottom(behavior = "instant") {
    list.scrollTo({ top: list.scrollHeight, behavior });
  }

  function watchScroll() {
    stuck = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_BOTTOM;
    if (stuck) missed = 0;
    showDown();
  }

  function showDown() {
    down.hidden = stuck;
    down.setAttribute("aria-label", missed ? t("newMessages", { n: missed }) : t("toBottom"));
    badge.textContent = missed || "";
  }

  function render() {
    const here = `${state.person}:${state.chat}`;
    const moved = here !== place;
    if (moved) shown.clear();
    const height = list.scrollHeight - list.scrollTop;
    const arrived = state.messages.filter((one) => one.message_id > newest);
    list.setAttribute("aria-label", t("messages"));
    replaceChildren(list, [earlierButton(), ...rows(shown), emptyLine()].filter(Boolean));
    newest = state.messages.at(-1)?.message_id ?? 0;
    place = here;
    if (moved || stuck || arrived.some((one) => one.from?.id === state.person)) toBottom();
    else if (arrived.length) missed += arrived.length;
    else if (state.limit !== list.limit) list.scrollTop = list.scrollHeight - height;
    list.limit = state.limit;
    watchScroll();
  }

  list.addEventListener("scroll", watchScroll, { passive: true });
  new ResizeObserver(() => stuck && toBottom()).observe(list);
  on(["messages"], render);
  on(["language"], () => {
    shown.clear();
    render();
  });
  return h("div", { class: "messages-frame" }, list, down);
}

/** Reuses what is already there, so that pictures don't flicker and the focus stays on a button whose message changed. */
function replaceChildren(list, wanted) {
  const focused = document.activeElement?.closest?.("#messages [data-id]");
  const button = focused && [...focused.querySelectorAll("button")].indexOf(document.activeElement);
  const keep = new Set(wanted);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, at) => {
    if (list.children[at] !== child) list.insertBefore(child, list.children[at] ?? null);
  });
  if (!focused || focused.isConnected) return;
  list.querySelector(`[data-id="${focused.dataset.id}"]`)?.querySelectorAll("button")[button]?.focus({ preventScroll: true });
}

function earlierButton() {
  return state.hasEarlier ? h("button", { type: "button", class: "earlier", onclick: loadEarlier }, t("earlier")) : null;
}

function emptyLine() {
  const line = openChatLine();
  if (state.messages.length || !line || line.waiting || !state.connected) return null;
  return h("p", { class: "empty" }, t("empty"));
}

function rows(shown) {
  const nodes = [];
  const seen = new Set();
  state.messages.forEach((message, at) => {
    const before = state.messages[at - 1];
    const after = state.messages[at + 1];
    if (!before || dayKey(before.date) !== dayKey(message.date)) nodes.push(day(message, shown, seen));
    const row = { first: !sameRow(before, message), last: !sameRow(message, after) };
    nodes.push(reuse(shown, seen, message.message_id, JSON.stringify([message, row]), () => messageView(message, row)));
  });
  for (const key of shown.keys()) if (!seen.has(key)) shown.delete(key);
  return nodes;
}

function day(message, shown, seen) {
  const name = dayName(message.date, sandboxNow());
  return reuse(shown, seen, `day ${dayKey(message.date)}`, name, () => h("div", { class: "day" }, h("span", {}, name)));
}

function reuse(shown, seen, key, signature, make) {
  seen.add(key);
  if (shown.get(key)?.signature !== signature) shown.set(key, { signature, node: make() });
  return shown.get(key).node;
}

function sameRow(before, after) {
  if (!before || !after) return false;
  const author = (message) => (message.sender_chat ?? message.from)?.id;
  return author(before) === author(after) && after.date - before.date < SAME_ROW_SECONDS && dayKey(before.date) === dayKey(after.date)
    && !before.new_chat_members && !after.new_chat_members;
}
