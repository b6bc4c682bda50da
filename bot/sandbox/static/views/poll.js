/** A poll: what can be chosen before one has voted, how it stands afterwards. */

import { vote } from "../actions.js";
import { h, icon } from "../dom.js";
import { state } from "../store.js";
import { t } from "../words.js";
import { rich } from "./entities.js";

/** Ticks of a poll with several answers, not sent yet: somebody else's vote draws the poll anew. */
const ticked = new Map();

export function poll(message) {
  const { poll: what, chosen = [] } = message;
  const over = what.is_closed || chosen.length > 0;
  return h("div", { class: "poll", role: "group", "aria-label": `${t("poll")} ${what.question}` },
    h("strong", { class: "poll-question" }, rich(what.question, what.question_entities)),
    h("small", {}, kindOf(what)),
    over ? results(what, chosen) : choices(message),
    over && what.explanation ? h("p", { class: "explanation" }, icon("bulb"), h("span", {}, rich(what.explanation, what.explanation_entities))) : null,
    h("div", { class: "poll-foot" }, h("small", {}, t("voters", { n: what.total_voter_count })), retract(message)));
}

function kindOf({ is_closed: closed, type, is_anonymous: anonymous }) {
  if (closed) return t("pollClosed");
  if (type === "quiz") return t(anonymous ? "quizAnonymous" : "quizPublic");
  return t(anonymous ? "pollAnonymous" : "pollPublic");
}

function choices(message) {
  const { options, allows_multiple_answers: several } = message.poll;
  if (several) return ticks(message);
  return h("div", { class: "options" }, options.map((option, at) =>
    h("button", { type: "button", class: "option", "data-testid": `option-${at}`, onclick: () => vote(message, [at]) },
      h("span", { class: "ring" }), h("span", {}, rich(option.text, option.text_entities)))));
}

function ticks(message) {
  const key = `${state.person}:${state.chat}:${message.message_id}`;
  const chosen = ticked.get(key) ?? new Set();
  const send = h("button", { class: "vote", "data-testid": "vote", disabled: !chosen.size }, t("vote"));
  const tick = ({ target }) => {
    chosen[target.checked ? "add" : "delete"](Number(target.value));
    ticked.set(key, chosen);
    send.disabled = !chosen.size;
  };
  const submit = async (event) => {
    event.preventDefault();
    if (await vote(message, [...chosen].sort((a, b) => a - b))) ticked.delete(key);
  };
  return h("form", { class: "options", onsubmit: submit }, message.poll.options.map((option, at) =>
    h("label", { class: "option" },
      h("input", { type: "checkbox", value: at, checked: chosen.has(at), "data-testid": `option-${at}`, onchange: tick }),
      h("span", {}, rich(option.text, option.text_entities)))), send);
}

function results(what, chosen) {
  const right = what.correct_option_ids ?? [what.correct_option_id];
  return h("ul", { class: "options" }, what.options.map((option, at) => {
    const mine = chosen.includes(at);
    const mark = markOf(what, mine, right.includes(at));
    const share = Math.round((option.voter_count / (what.total_voter_count || 1)) * 100);
    return h("li", { class: ["result", mark?.look].filter(Boolean).join(" ") },
      h("span", { class: "share" }, `${share}%`),
      h("span", { class: "option-words" }, rich(option.text, option.text_entities),
        mark ? h("span", { class: "mark", role: "img", "aria-label": mark.says, title: mark.says }, icon(mark.icon)) : null),
      h("progress", { max: Math.max(what.total_voter_count, 1), value: option.voter_count, "aria-hidden": "true" }),
      h("small", {}, t("votes", { n: option.voter_count })));
  }));
}

function markOf({ type }, mine, right) {
  if (type !== "quiz") return mine ? { icon: "tick", says: t("yourVote") } : null;
  if (right) return { icon: "tick", look: "right", says: mine ? t("rightVote") : t("rightAnswer") };
  return mine ? { icon: "close", look: "wrong", says: t("wrongVote") } : null;
}

/** In a quiz Telegram takes no vote back unless its bot says so. */
function retract(message) {
  const { poll: what, chosen = [] } = message;
  const final = !(what.allows_revoting ?? what.type !== "quiz");
  if (what.is_closed || final || !chosen.length) return null;
  return h("button", { type: "button", class: "text-button", "data-testid": "retract", onclick: () => vote(message, []) }, t("retract"));
}
