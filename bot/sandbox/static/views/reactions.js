/** What people think of a message in one sign each: chips under the bubble, and those to choose from. */

import { react } from "../actions.js";
import { h } from "../dom.js";
import { t } from "../words.js";

const OFFERED = ["👍", "❤️", "🔥", "👏", "😁", "😢", "🙏"];

/** Telegram's heart comes without the selector that colours it. */
const bare = (emoji) => emoji.replace(/\uFE0F/gu, "");

const chosenOf = (message) => (message.reactions ?? []).filter((one) => one.chosen).map((one) => bare(one.emoji));

export function reactions(message) {
  if (!message.reactions?.length) return null;
  return h("div", { class: "reactions" }, message.reactions.map(({ emoji, count, chosen }) =>
    h("button", {
      type: "button", class: "reaction", "aria-pressed": String(Boolean(chosen)), "data-testid": `reaction-${bare(emoji)}`,
      "aria-label": t("reactedBy", { emoji, n: count }), onclick: () => react(message, chosen ? "" : emoji),
    }, h("span", {}, emoji), h("span", {}, count))));
}

/** The row of signs on top of a message's menu; the chosen one again takes it back. */
export function reactionChoices(message) {
  const chosen = chosenOf(message);
  return OFFERED.map((emoji) => {
    const mine = chosen.includes(bare(emoji));
    return { sign: emoji, label: t("react", { emoji }), chosen: mine, run: () => react(message, mine ? "" : bare(emoji)) };
  });
}
