/** Keeps the list of messages on the page in step with the store, and the reader at the newest one. */

import { h, icon, put } from "../dom.js";
import { dayKey, dayName } from "../format.js";
import { loadEarlier } from "../session.js";
import { on, openChatLine, originalOf, sandboxNow, state } from "../store.js";
import { t } from "../words.js";
import { messageView } from "./message.js";

const NEAR_BOTTOM = 80;
const SAME_ROW_SECONDS = 600;

export const messagesView = () => new Messages().frame;

class Messages {
  constructor() {
    this.list = h("div", { id: "messages", role: "log", "aria-live": "off", tabindex: "0" });
    this.badge = h("span", { class: "badge" });
    this.down = h("button", { type: "button", class: "to-bottom", hidden: true, onclick: () => this.goDown() }, icon("down"), this.badge);
    this.frame = h("div", { class: "messages-frame" }, this.list, this.down);
    this.shown = new Map();
    this.forget();
    this.list.addEventListener("scroll", () => this.look(), { passive: true });
    const stay = () => this.atBottom && this.toBottom();
    new ResizeObserver(stay).observe(this.list);
    this.list.addEventListener("load", stay, true); // a picture may turn out taller than its place
    on(["messages"], () => this.render());
    on(["language"], () => {
      this.shown.clear();
      this.render();
    });
  }

  /** Another person or chat: nothing of what was shown counts any more. */
  forget() {
    this.shown.clear();
    Object.assign(this, { place: `${state.person}:${state.chat}`, first: null, last: null, missed: 0, atBottom: true });
  }

  render() {
    if (this.place !== `${state.person}:${state.chat}`) this.forget();
    const { list } = this;
    const fromEnd = list.scrollHeight - list.scrollTop;
    const ids = state.messages.map((one) => one.message_id);
    const grewUpwards = ids.indexOf(this.first) > 0;
    const arrived = ids.includes(this.last) ? state.messages.slice(ids.indexOf(this.last) + 1) : [];
    list.setAttribute("aria-label", t("messages"));
    putChildren(list, [earlierButton(), ...rows(this.shown), emptyLine()].filter(Boolean));
    [this.first, this.last] = [ids[0], ids.at(-1)];
    if (this.atBottom || arrived.some((one) => one.from?.id === state.person)) this.toBottom();
    else if (grewUpwards) list.scrollTop = list.scrollHeight - fromEnd;
    else this.missed += arrived.length;
    this.look();
  }

  /** Only a short way is worth watching. */
  goDown() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    this.toBottom(scrollHeight - scrollTop < 3 * clientHeight ? "smooth" : "instant");
  }

  toBottom(behavior = "instant") {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior });
  }

  look() {
    const { list, down } = this;
    this.atBottom = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_BOTTOM;
    if (this.atBottom) this.missed = 0;
    down.hidden = this.atBottom;
    down.setAttribute("aria-label", this.missed ? t("newMessages", { n: this.missed }) : t("toBottom"));
    this.badge.textContent = this.missed || "";
  }
}

/** Reuses what is already there, so that pictures don't flicker and the focus stays on a button whose message changed. */
function putChildren(list, wanted) {
  const focused = document.activeElement?.closest?.("#messages [data-id]");
  const button = focused && [...focused.querySelectorAll("button")].indexOf(document.activeElement);
  put(list, wanted);
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
  const topics = openChatLine()?.topics;
  state.messages.forEach((message, at) => {
    const before = state.messages[at - 1];
    const after = state.messages[at + 1];
    if (!before || dayKey(before.date) !== dayKey(message.date)) nodes.push(day(message, shown, seen));
    const row = { first: !sameRow(before, message), last: !sameRow(message, after) };
    nodes.push(reuse(shown, seen, message.message_id, JSON.stringify([message, row, originalOf(message), topics]), () => messageView(message, row)));
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
