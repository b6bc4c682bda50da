/** The sandbox's time, and the way backstage, where it can be moved. */

import { h, icon } from "../dom.js";
import { clockTime } from "../format.js";
import { sandboxNow, state } from "../store.js";
import { t } from "../words.js";
import { toggleBackstage } from "./backstage.js";

export function clockButton(testId) {
  const { frozen } = state.clock;
  const time = clockTime(sandboxNow());
  const spoken = [time, frozen ? t("frozen") : "", t("openBackstage")].filter(Boolean).join(" ");
  return h("button", {
    type: "button", class: frozen ? "clock-button frozen" : "clock-button", "data-testid": testId, title: t("openBackstage"),
    "aria-label": spoken, onclick: toggleBackstage,
  }, icon(frozen ? "freeze" : "clock"), h("time", { data: { ticks: "minute" } }, time));
}
