/** Shows the sidebar: who one is, the person's chats, and what to try. */

import { h, icon, iconButton, renew } from "../dom.js";
import { authorOf, listTime, serviceLine, summary } from "../format.js";
import { openChat } from "../session.js";
import { chatLines, on, sandboxNow, state } from "../store.js";
import { isDark, toggleTheme } from "../theme.js";
import { t, toggleLanguage } from "../words.js";
import { avatar } from "./avatar.js";
import { clockButton } from "./clock.js";
import { examplesCard } from "./examples.js";
import { personBar, quickStrip } from "./people.js";
import { plain } from "./plain.js";

export function sidebarView(sidebar) {
  const head = h("header", { class: "side-head" });
  const people = h("div", { class: "side-people" });
  const list = h("ul", { class: "chats", onkeydown: (press) => walk(list, press) });
  const tips = h("div", { class: "side-tips" });
  sidebar.append(head, people, list, tips);

  on(["language", "connection", "clock", "theme"], () => renew(head, heading()));
  on(["person", "people", "examples", "unreadOf", "language"], () => renew(people, [personBar(), quickStrip()]));
  on(["chats", "chat", "clock", "language"], () => {
    sidebar.setAttribute("aria-label", t("chats"));
    renew(list, lines());
  });
  on(["examples", "people", "language"], () => renew(tips, [examplesCard()]));
}

/** The arrows go from chat to chat, Home and End to the first and the last. */
function walk(list, press) {
  const lines = [...list.querySelectorAll("button")];
  const at = lines.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[press.key];
  if (to === undefined || press.altKey) return;
  press.preventDefault();
  lines[to]?.focus();
}

function heading() {
  return [
    h("div", { class: "brand" }, h("h1", {}, t("title")),
      h("p", { class: state.connected ? "" : "waiting" }, state.connected ? t("tagline") : t("connecting"))),
    clockButton("clock-small"),
    iconButton(isDark() ? "sun" : "moon", t(isDark() ? "light" : "dark"), toggleTheme, { "data-testid": "theme" }),
    h("button", { type: "button", class: "ghost", "data-testid": "language", "aria-label": t("languageLabel"), onclick: toggleLanguage }, t("language")),
  ];
}

function lines() {
  const chats = chatLines();
  if (!chats.length) return [h("li", { class: "empty" }, t("noChats"))];
  return chats.map((chat) => h("li", {}, line(chat)));
}

function line(chat) {
  const kind = chat.type === "private" ? "bot" : "group";
  return h("button", {
    type: "button", class: "chat-line", "data-testid": `chat-${chat.id}`, "aria-current": chat.id === state.chat ? "true" : null,
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
