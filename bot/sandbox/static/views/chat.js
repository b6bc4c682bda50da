/** Shows the open chat: its header, messages and composer, or the welcome when none is open. */

import { addPhotos } from "../actions.js";
import { h, iconButton, renew } from "../dom.js";
import { nameOf } from "../format.js";
import { openChat } from "../session.js";
import { botOf, me, on, openChatLine, state } from "../store.js";
import { t } from "../words.js";
import { avatar } from "./avatar.js";
import { clockButton } from "./clock.js";
import { composerView } from "./composer.js";
import { examplesCard } from "./examples.js";
import { messagesView } from "./messages.js";
import { toast } from "./notices.js";
import { personButton } from "./people.js";
import { pinnedView } from "./pinned.js";
import { openSearch, searchView } from "./search.js";

export function chatView(main) {
  const head = h("header", { class: "chat-head" });
  const welcome = h("section", { class: "welcome" });
  const messages = messagesView();
  const composer = composerView();
  main.append(head, searchView(), pinnedView(), welcome, messages, composer);

  on(["chat", "chats", "person", "people", "language", "connection", "clock"], () => {
    const line = openChatLine();
    document.body.dataset.pane = state.chat === null ? "list" : "chat";
    main.dataset.chat = state.chat ?? "";
    renew(head, heading(line));
    welcome.hidden = state.chat !== null;
    messages.hidden = state.chat === null;
  });
  on(["language", "examples", "people"], () => renew(welcome, greeting()));
  takeDrops(main);
}

function heading(line) {
  const words = line
    ? [iconButton("back", t("back"), () => openChat(null), { class: "icon-button back", "data-testid": "back" }), avatar(line.id, line.title),
      h("div", { class: "chat-name" }, h("h2", {}, line.title), h("p", {}, asWhom() ?? "", state.connected ? subtitle(line) : t("connecting")))]
    : [h("div", { class: "chat-name" })];
  const search = iconButton("search", t("searchChat"), openSearch, { title: `${t("searchChat")} (/)`, "data-testid": "search-open", "aria-keyshortcuts": "/" });
  return [...words, line ? search : null, personButton(), clockButton("clock")];
}

/** A narrow screen has no sidebar to say it. */
const asWhom = () => me() && h("span", { class: "as-whom" }, `${t("iAm")} ${nameOf(me())} · `);

function subtitle(line) {
  if (line.type === "private") return [t("kindBot"), botOf(line.id)?.username].filter(Boolean).join(" @");
  const members = Array.isArray(line.members) ? line.members.length : line.members;
  return members ? t("members", { n: members }) : t("kindGroup");
}

function greeting() {
  return [h("h2", {}, t("welcome")), h("p", {}, t("welcomeText")), examplesCard(), h("p", { class: "hint" }, t("pickChat"))];
}

/** Photos may be dropped anywhere on the open chat. */
function takeDrops(main) {
  const carriesFile = (drag) => state.chat !== null && drag.dataTransfer.types.includes("Files");
  main.addEventListener("dragover", (drag) => {
    if (!carriesFile(drag)) return;
    drag.preventDefault();
    main.dataset.drop = t("drop");
  });
  main.addEventListener("dragleave", (drag) => {
    if (!main.contains(drag.relatedTarget)) delete main.dataset.drop;
  });
  main.addEventListener("drop", (drag) => {
    if (!carriesFile(drag)) return;
    drag.preventDefault();
    delete main.dataset.drop;
    const photos = [...drag.dataTransfer.files].filter((file) => file.type.startsWith("image/"));
    if (photos.length) addPhotos(photos);
    else toast(t("onlyPhotos"), "wrong");
  });
}
