/** Puts the page together and sets it going. */

import { begin, be, openChat, readOpenChat } from "./session.js";
import { clockTime, clockTimeFull } from "./format.js";
import { readRoute } from "./route.js";
import { followKeys } from "./shortcuts.js";
import { on, personOf, sandboxNow, state, tell, unreadTotal } from "./store.js";
import { applyTheme } from "./theme.js";
import { backstageView } from "./views/backstage.js";
import { chatView } from "./views/chat.js";
import { sidebarView } from "./views/chats.js";
import { clearToasts } from "./views/notices.js";
import { watchOthers } from "./watching.js";
import { applyLanguage, t } from "./words.js";

const TICK_MS = 1000;

function followAddress() {
  const { person, chat } = readRoute();
  if (personOf(person)) be(person, chat);
  else openChat(chat);
}

function nameWindow() {
  const unread = unreadTotal();
  document.title = unread ? `(${unread}) ${t("title")}` : t("title");
}

/** Until the sandbox answers, what is on the page may be old. */
function sayWhetherBusy() {
  document.body.setAttribute("aria-busy", String(!state.connected));
}

function tick() {
  const now = sandboxNow();
  for (const face of document.querySelectorAll("[data-ticks]")) {
    face.textContent = face.dataset.ticks === "second" ? clockTimeFull(now) : clockTime(now);
  }
}

sidebarView(document.getElementById("sidebar"));
chatView(document.getElementById("chat"));
backstageView(document.getElementById("backstage"));
on(["chats", "language"], nameWindow);
on(["connection", "person"], sayWhetherBusy);
on(["person"], clearToasts);
on(["person", "people", "examples"], watchOthers);
followKeys();
addEventListener("popstate", followAddress);
document.addEventListener("visibilitychange", readOpenChat);
setInterval(tick, TICK_MS);
sayWhetherBusy();
applyLanguage();
applyTheme();
tell("language", "chat");
begin();
