/** Draws how fast the bots spoke in the last minute, and how often they were told to wait. */

import { svg } from "../dom.js";
import { t } from "../words.js";

const SECONDS = 60;
const WIDTH = 300;
const HEIGHT = 64;
const STEP = WIDTH / SECONDS;
const TOO_MANY = 429;

/** What Telegram counts: a message, an edit of one, a topic. Answers to buttons and questions are free. */
const COUNTED = /^(send(?!chataction)|copy|forward|edit|createforumtopic)/i;

/** Counts by the second of the sandbox's clock, the last is now. */
export function paceOf(calls, now) {
  const sends = Array(SECONDS).fill(0);
  const waits = Array(SECONDS).fill(0);
  for (const call of calls) {
    const age = Math.floor(now) - Math.floor(call.at);
    if (age < 0 || age >= SECONDS || !COUNTED.test(call.method)) continue;
    const counts = call.error_code === TOO_MANY ? waits : sends;
    counts[SECONDS - 1 - age] += 1;
  }
  return { sends, waits };
}

const sum = (counts) => counts.reduce((total, count) => total + count, 0);

/** The same in words. */
export function paceWords({ sends, waits }) {
  return t("pace", { n: sum(sends), top: Math.max(...sends), waits: sum(waits) });
}

export function paceChart(pace) {
  const { sends, waits } = pace;
  const top = Math.max(1, ...sends.map((count, at) => count + waits[at]));
  const tall = (count) => (count / top) * (HEIGHT - 2);
  const bars = sends.flatMap((count, at) => [
    bar("sent", at, tall(count), HEIGHT),
    bar("waited", at, tall(waits[at]), HEIGHT - tall(count)),
  ]).filter(Boolean);
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: "pace", role: "img", "aria-label": `${t("paceChart")}: ${paceWords(pace)}`, "data-testid": "pace" },
    svg("path", { class: "ground", d: `M0 ${HEIGHT - 0.5}H${WIDTH}M0 0.5H${WIDTH}` }),
    ...bars);
}

function bar(look, second, height, bottom) {
  if (!height) return null;
  return svg("rect", { class: look, x: (second * STEP).toFixed(1), y: (bottom - height).toFixed(1), width: STEP - 1, height: height.toFixed(1) });
}
