/** Lists what the bots asked the sandbox for, newest first, with their pace. */

import { getCalls, getLimits, getState, setLimits } from "../api.js";
import { h } from "../dom.js";
import { clockTimeFull, nameOf } from "../format.js";
import { botOf, on, sandboxNow, state } from "../store.js";
import { t } from "../words.js";
import { attempt } from "./notices.js";
import { paceChart, paceOf, paceWords } from "./pace.js";

const ASKED = 3000;
const LISTED = 100;

/** Names by id: the bots also call for chats that the person one is doesn't see. */
const names = new Map();

export async function learnNames() {
  const { chats, people } = await getState(null).catch(() => state);
  for (const chat of chats) names.set(String(chat.id), chat.title);
  for (const person of people) names.set(String(person.id), nameOf(person));
}

export const nameOfChat = (id) => names.get(String(id)) ?? String(id ?? "");

/** `load` asks anew and shows the answer. */
export function callsPanel() {
  const title = h("h3", {});
  const filter = h("div", {});
  const pace = h("div", {});
  const limits = h("div", {});
  const list = h("ol", { class: "calls", tabindex: "0" });
  let only = 0;
  let allowed = null;

  function showLimits(factor = allowed) {
    allowed = factor;
    limits.replaceChildren(limitChoice(factor));
  }

  async function load() {
    const [answer, { factor }] = await Promise.all([getCalls(ASKED), getLimits()]).catch(() => [[], {}]);
    if (factor !== allowed) showLimits(factor);
    const calls = answer.filter((call) => !only || call.bot === only);
    if (calls.some((call) => call.chat && !names.has(String(call.chat)))) await learnNames();
    const counted = paceOf(calls, sandboxNow());
    pace.replaceChildren(paceChart(counted), h("div", { class: "pace-ends", "aria-hidden": "true" }, h("span", {}, t("minuteAgo")), h("span", {}, t("justNow"))), h("p", { class: "pace-words" }, paceWords(counted)));
    list.replaceChildren(...(calls.length ? calls.slice(0, LISTED).map(line) : [h("li", { class: "empty" }, t("noCalls"))]));
  }

  function build() {
    title.textContent = t("calls");
    list.setAttribute("aria-label", t("calls"));
    showLimits();
    filter.replaceChildren(...[botChoice(only, (bot) => {
      only = bot;
      load();
    })].filter(Boolean));
  }

  on(["language", "people"], build);
  return { section: h("section", { class: "calls-section" }, title, filter, pace, limits, list), load };
}

/** Only where there are several. */
function botChoice(chosen, choose) {
  if (state.bots.length < 2) return null;
  const choice = h("select", { "aria-label": t("whichBot"), "data-testid": "calls-of", onchange: () => choose(Number(choice.value)) },
    h("option", { value: 0 }, t("allBots")),
    state.bots.map((bot) => h("option", { value: bot.id, selected: bot.id === chosen }, `${bot.first_name} @${bot.username}`)));
  return choice;
}

/** How strict the sandbox is about speed; a value set elsewhere is offered as it is. */
function limitChoice(factor) {
  const known = new Map([[1, t("limitsReal")], [10, t("limitsTimes", { n: 10 })], [0, t("limitsOff")]]);
  if (factor !== null && !known.has(factor)) known.set(factor, t("limitsTimes", { n: factor }));
  const choice = h("select", { "data-testid": "limits", onchange: () => attempt(setLimits(Number(choice.value))) },
    [...known].map(([value, word]) => h("option", { value, selected: value === factor }, word)));
  return h("label", { class: "limits" }, h("span", {}, t("limits")), choice);
}

function line(call) {
  const bot = state.bots.length > 1 ? botOf(call.bot)?.first_name : null;
  const about = call.ok ? (call.chat ? nameOfChat(call.chat) : "") : `${call.error_code} ${call.description}`;
  return h("li", { class: call.ok ? "" : "failed" },
    h("time", {}, clockTimeFull(call.at)),
    h("span", { class: "call" }, h("code", {}, call.method), h("small", {}, [bot, about].filter(Boolean).join(" · "))));
}
