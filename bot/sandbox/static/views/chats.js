/** Shows the sidebar: who one is, the person's chats, and what to try. */

import { h, iconButton, renew } from "../dom.js";
import { on, state } from "../store.js";
import { isDark, toggleTheme } from "../theme.js";
import { t, toggleLanguage } from "../words.js";
import { chatList } from "./chatlist.js";
import { clockButton } from "./clock.js";
import { examplesCard } from "./examples.js";
import { personBar, quickStrip } from "./people.js";

export function sidebarView(sidebar) {
  const head = h("header", { class: "side-head" });
  const people = h("div", { class: "side-people" });
  const tips = h("div", { class: "side-tips" });
  sidebar.append(head, people, chatList(sidebar), tips);

  on(["language", "connection", "clock", "theme"], () => renew(head, heading()));
  on(["person", "people", "examples", "unreadOf", "language"], () => renew(people, [personBar(), quickStrip()]));
  on(["language"], () => sidebar.setAttribute("aria-label", t("chats")));
  on(["examples", "people", "language"], () => renew(tips, [examplesCard()]));
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
