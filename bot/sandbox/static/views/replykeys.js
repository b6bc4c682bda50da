/** Shows the keyboard that a bot has put before this person, above where one writes. */

import { sayKey, sendContact, sendLocation } from "../actions.js";
import { h } from "../dom.js";
import { on, openChatLine, state } from "../store.js";
import { t } from "../words.js";
import { askLocation } from "./dialogs.js";
import { toast } from "./notices.js";
import { plain } from "./plain.js";

const MORE = ["request_poll", "request_user", "request_users", "request_chat", "request_managed_bot", "web_app"];
const GONE = new Set(["left", "kicked"]);

export function replyKeysView() {
  const keys = h("div", { class: "reply-keys", role: "group", "data-testid": "reply-keys", hidden: true });
  let shown = null;
  on(["messages", "chat", "chats", "language"], () => {
    keys.setAttribute("aria-label", t("replyKeys"));
    const message = current();
    const signature = JSON.stringify([state.person, state.chat, message]);
    if (signature === shown) return;
    shown = signature;
    keys.hidden = !message;
    keys.replaceChildren(...(message?.reply_keyboard.keyboard ?? []).map((row) =>
      h("div", { class: "keyboard-row" }, row.map((button) => h("button", { type: "button", class: "key", onclick: () => press(message, button) }, plain(button.text))))));
  });
  return keys;
}

/** The newest that says something about it counts; one for one time goes when it was used. */
function current() {
  const line = openChatLine();
  if (!line || line.blocked || GONE.has(line.status)) return null;
  const at = state.messages.findLastIndex((one) => one.reply_keyboard);
  const message = state.messages[at];
  if (!message?.reply_keyboard.keyboard) return null;
  const words = new Set(message.reply_keyboard.keyboard.flat().map((button) => button.text));
  const used = state.messages.slice(at + 1).some((one) => one.from?.id === state.person && words.has(one.text));
  return message.reply_keyboard.one_time_keyboard && used ? null : message;
}

function press(message, button) {
  if (button.request_location) return askLocation(sendLocation);
  if (button.request_contact) return sendContact();
  if (MORE.some((what) => button[what])) return toast(t("unsupported"));
  return sayKey(message, button.text);
}
