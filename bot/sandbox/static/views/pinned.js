/** The bar above the messages that shows the pinned one and leads to it. */

import { h, icon, renew } from "../dom.js";
import { summary } from "../format.js";
import { on, openChatLine, state } from "../store.js";
import { t } from "../words.js";
import { jumpTo } from "./jump.js";
import { plain } from "./plain.js";

export function pinnedView() {
  const place = h("div", { class: "pinned-place" });
  on(["chat", "chats", "messages", "language"], () => {
    const pinned = openChatLine()?.pinned;
    place.hidden = !pinned;
    renew(place, pinned ? [bar(pinned)] : []);
  });
  return place;
}

function bar(messageId) {
  const message = known(messageId);
  return h("button", { type: "button", class: "pinned", "data-testid": "pinned", title: t("jumpToPinned"), onclick: () => jumpTo(messageId) },
    icon("pin"), h("strong", {}, t("pinnedMessage")), h("span", {}, message ? plain(summary(message)) : ""));
}

/** As it reads now, else as it did when it was pinned. */
function known(messageId) {
  return state.messages.find((one) => one.message_id === messageId)
    ?? state.messages.findLast((one) => one.pinned_message?.message_id === messageId)?.pinned_message;
}
