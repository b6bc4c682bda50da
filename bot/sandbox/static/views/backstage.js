/** Shows the side drawer: the sandbox's clock, which can be moved, and the bot's calls with their pace. */

import { moveClock } from "../actions.js";
import { getCalls, getState } from "../api.js";
import { h, icon, iconButton, renew } from "../dom.js";
import { clockTimeFull, fullDate, nameOf } from "../format.js";
import { on, sandboxNow, state, tell } from "../store.js";
import { t } from "../words.js";

const REFRESH_MS = 1500;
const CALLS = 100;
const PACE_SECONDS = 60;
const STEPS = [["plus1", 60], ["plus5", 300], ["plus15", 900], ["plus60", 3600]];

const drawer = { open: false, timer: null, names: new Map() };

export function toggleBackstage() {
  drawer.open = !drawer.open;
  tell("backstage");
}

export function backstageView(aside) {
  const clock = h("section", {});
  const pace = h("div", {});
  const calls = h("ol", { class: "calls" });
  const title = h("h2", {});
  const callsTitle = h("h3", {});

  function build() {
    aside.setAttribute("aria-label", t("backstage"));
    title.textContent = t("backstage");
    callsTitle.textContent = t("calls");
    aside.replaceChildren(
      h("header", {}, title, iconButton("close", t("closeBackstage"), toggleBackstage)),
      clock, h("section", { class: "calls-section" }, callsTitle, pace, calls));
    renderClock();
  }

  function renderClock() {
    renew(clock, clockPanel());
  }

  async function loadCalls() {
    const answer = await getCalls(CALLS).catch(() => []);
    if (answer.some((call) => call.chat && !drawer.names.has(String(call.chat)))) await learnNames();
    pace.replaceChildren(...paceOf(answer));
    calls.replaceChildren(...(answer.length ? answer.map(callLine) : [h("li", { class: "empty" }, t("noCalls"))]));
  }

  on(["language"], build);
  on(["clock"], renderClock);
  on(["backstage"], () => {
    aside.hidden = !drawer.open;
    document.body.classList.toggle("backstage-open", drawer.open);
    clearInterval(drawer.timer);
    if (!drawer.open) return visibleClock()?.focus();
    loadCalls();
    drawer.timer = setInterval(loadCalls, REFRESH_MS);
    aside.querySelector("button").focus();
  });
  aside.addEventListener("keydown", (key) => {
    if (key.key === "Escape") toggleBackstage();
  });
}

/** A narrow screen has one over the chats list, else it stands over the open chat. */
const visibleClock = () => [...document.querySelectorAll(".clock-button")].find((clock) => clock.checkVisibility());

function clockPanel() {
  const { frozen } = state.clock;
  return [
    h("h3", {}, t("clock"), frozen ? h("span", { class: "tag" }, t("frozen")) : null),
    h("time", { class: "clock", data: { ticks: "second" } }, clockTimeFull(sandboxNow())),
    h("p", { class: "clock-date" }, fullDate(sandboxNow()), h("small", {}, t("clockNote"))),
    h("div", { class: "steps" }, STEPS.map(([word, seconds]) =>
      h("button", { type: "button", "data-testid": word, "aria-label": t("forward", { step: t(word) }), onclick: () => moveClock({ advance: seconds }) }, t(word)))),
    h("button", { type: "button", class: "freeze", "data-testid": "freeze", "aria-pressed": String(frozen), onclick: () => moveClock({ frozen: !frozen }) },
      icon(frozen ? "play" : "freeze"), t(frozen ? "unfreeze" : "freeze")),
  ];
}

/** The bot also calls for chats that the person one is doesn't see. */
async function learnNames() {
  const { chats, people } = await getState(null).catch(() => state);
  const named = [...chats.map((chat) => [chat.id, chat.title]), ...people.map((person) => [person.id, nameOf(person)])];
  drawer.names = new Map(named.map(([id, name]) => [String(id), name]));
}

/** Calls of the last minute, counted by the second. */
function paceOf(calls) {
  const now = Math.floor(sandboxNow());
  const counts = Array(PACE_SECONDS).fill(0);
  for (const call of calls) {
    const age = now - Math.floor(call.at);
    if (age >= 0 && age < PACE_SECONDS) counts[PACE_SECONDS - 1 - age] += 1;
  }
  const top = Math.max(...counts);
  const bars = counts.map((count) => {
    const bar = h("i", {});
    bar.style.height = `${Math.max(5, (count / Math.max(top, 1)) * 100)}%`;
    return bar;
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [h("div", { class: "pace", role: "img", "aria-label": t("paceChart") }, bars), h("p", { class: "pace-words" }, t("pace", { n: total, top }))];
}

function callLine(call) {
  return h("li", { class: call.ok ? "" : "failed" },
    h("time", {}, clockTimeFull(call.at)),
    h("span", { class: "call" }, h("code", {}, call.method),
      h("small", {}, call.ok ? (drawer.names.get(String(call.chat)) ?? call.chat ?? "") : `${call.error_code} ${call.description}`)));
}
