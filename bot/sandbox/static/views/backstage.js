/** Shows the side drawer: the sandbox's clock, what shall go wrong, the bots' calls, and a way to keep the rehearsal. */

import { moveClock } from "../actions.js";
import { h, icon, iconButton, renew } from "../dom.js";
import { clockTimeFull, fullDate } from "../format.js";
import { on, sandboxNow, state, tell } from "../store.js";
import { t } from "../words.js";
import { callsPanel } from "./calls.js";
import { faultsPanel } from "./faults.js";
import { savingPanel } from "./saving.js";

const REFRESH_MS = 1000;
const STEPS = [["plus1", 60], ["plus5", 300], ["plus15", 900], ["plus60", 3600]];

const drawer = { open: false, timer: null };

export function toggleBackstage() {
  drawer.open = !drawer.open;
  tell("backstage");
}

export function backstageView(aside) {
  const clock = h("section", {});
  const faults = faultsPanel();
  const calls = callsPanel();
  const title = h("h2", {});
  const close = h("span", {});
  aside.append(h("header", {}, title, close), h("div", { class: "panels" }, clock, faults.section, savingPanel(), calls.section));

  function build() {
    aside.setAttribute("aria-label", t("backstage"));
    title.textContent = t("backstage");
    renew(close, [iconButton("close", t("closeBackstage"), toggleBackstage, { "data-testid": "close-backstage" })]);
    renew(clock, clockPanel());
  }

  function load() {
    faults.load();
    calls.load();
  }

  on(["language"], build);
  on(["clock"], () => renew(clock, clockPanel()));
  on(["language"], () => drawer.open && load());
  on(["backstage"], () => {
    aside.hidden = !drawer.open;
    document.body.classList.toggle("backstage-open", drawer.open);
    clearInterval(drawer.timer);
    if (!drawer.open) return visibleClock()?.focus();
    load();
    drawer.timer = setInterval(load, REFRESH_MS);
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
