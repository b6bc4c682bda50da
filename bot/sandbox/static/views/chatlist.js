/** Shows a person's chats, however many: only the lines in sight and some beside them are on the page. */

import { h, icon, put } from "../dom.js";
import { authorOf, listTime, serviceLine, summary } from "../format.js";
import { openChat } from "../session.js";
import { chatLines, on, sandboxNow, state } from "../store.js";
import { language, t } from "../words.js";
import { avatar } from "./avatar.js";
import { plain } from "./plain.js";

const DRAWN = 100;
const SPARE = 40;

/** The list for `pane`, which it scrolls in. */
export const chatList = (pane) => new ChatList(pane).list;

class ChatList {
  constructor(pane) {
    this.pane = pane;
    this.list = h("ul", { class: "chats", onkeydown: (press) => this.walk(press) });
    this.shown = new Map();
    this.chats = [];
    this.from = 0;
    pane.addEventListener("scroll", () => this.look(), { passive: true });
    new ResizeObserver(() => this.look()).observe(pane);
    on(["chats", "chat", "clock", "language"], () => {
      this.chats = chatLines();
      this.from = this.begin();
      this.draw();
    });
  }

  /** Scrolled far enough, the next lines are drawn. */
  look() {
    const from = this.begin();
    if (Math.abs(from - this.from) < SPARE / 2) return;
    this.from = from;
    this.draw();
  }

  /** Which line is the first to be drawn, where the pane now stands. */
  begin() {
    const above = this.pane.getBoundingClientRect().top - this.list.getBoundingClientRect().top;
    return Math.max(0, Math.min(Math.floor(above / this.height()) - SPARE, this.chats.length - DRAWN));
  }

  /** All lines are as high as the first, whatever size the reader has chosen for letters. */
  height() {
    return this.list.querySelector("[aria-posinset]")?.getBoundingClientRect().height || 64;
  }

  /** What did not change stays as it is; the line that has the focus keeps it, also out of sight. */
  draw() {
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.testid : null;
    const to = this.from + Math.max(DRAWN, Math.ceil(this.pane.clientHeight / this.height()) + 2 * SPARE);
    const wanted = this.chats.flatMap((chat, at) => ((at >= this.from && at < to) || nameFor(chat) === focused ? [this.entry(chat, at)] : []));
    const keep = new Set(wanted);
    for (const [id, { node }] of this.shown) if (!keep.has(node)) this.shown.delete(id);
    this.list.style.setProperty("--lines", this.chats.length);
    put(this.list, this.chats.length ? wanted : [h("li", { class: "empty" }, t("noChats"))]);
    if (focused && document.activeElement?.dataset.testid !== focused) this.focus(focused);
  }

  entry(chat, at) {
    const signature = JSON.stringify([chat, chat.id === state.chat, state.person, language(), chat.last && listTime(chat.last.date, sandboxNow())]);
    if (this.shown.get(chat.id)?.signature !== signature) this.shown.set(chat.id, { signature, node: h("li", {}, line(chat)) });
    const { node } = this.shown.get(chat.id);
    node.style.setProperty("--at", at);
    node.setAttribute("aria-posinset", at + 1);
    node.setAttribute("aria-setsize", this.chats.length);
    return node;
  }

  focus(testId) {
    this.list.querySelector(`[data-testid="${testId}"]`)?.focus({ preventScroll: true });
  }

  /** The arrows go from chat to chat, Home and End to the first and the last. */
  walk(press) {
    const at = this.chats.findIndex((chat) => nameFor(chat) === document.activeElement.dataset.testid);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.chats.length - 1 }[press.key];
    if (to === undefined || press.altKey) return;
    press.preventDefault();
    if (this.chats[to]) this.goTo(to);
  }

  goTo(at) {
    const pane = this.pane.getBoundingClientRect();
    const top = this.list.getBoundingClientRect().top + at * this.height();
    if (top < pane.top) this.pane.scrollTop += top - pane.top;
    else if (top + 2 * this.height() > pane.bottom) this.pane.scrollTop += top + 2 * this.height() - pane.bottom;
    this.look();
    this.focus(nameFor(this.chats[at]));
  }
}

const nameFor = (chat) => `chat-${chat.id}`;

function line(chat) {
  const kind = chat.type === "private" ? "bot" : "group";
  return h("button", {
    type: "button", class: "chat-line", "data-testid": nameFor(chat), "aria-current": chat.id === state.chat ? "true" : null,
    onclick: () => openChat(chat.id),
  },
  avatar(chat.id, chat.title),
  h("span", { class: "chat-words" },
    h("span", { class: "chat-top" },
      h("span", { class: "chat-kind", title: t(kind === "bot" ? "kindBot" : "kindGroup") }, icon(kind)),
      h("strong", {}, chat.title),
      chat.last ? h("time", {}, listTime(chat.last.date, sandboxNow())) : null),
    h("span", { class: "chat-bottom" },
      h("span", { class: "chat-last" }, lastWords(chat)),
      unreadBadge(chat.unread))));
}

function lastWords(chat) {
  if (chat.waiting) return t("tapToStart");
  if (!chat.last) return "";
  const author = speaker(chat);
  const colon = author ? h("b", {}, `${author}: `) : null;
  return [colon, ...plain(summary(chat.last))].filter(Boolean);
}

/** Nobody says that somebody joined. */
function speaker({ last, type }) {
  if (serviceLine(last)) return "";
  if (last.from?.id === state.person) return t("you");
  return type === "private" ? "" : authorOf(last);
}

function unreadBadge(n) {
  return n ? h("span", { class: "badge", "aria-label": t("unread", { n }) }, n > 99 ? "99+" : n) : null;
}
