/** Brings a message of the open chat into sight, from further back if need be. */

import { loadAll } from "../session.js";
import { state } from "../store.js";
import { t } from "../words.js";
import { toast } from "./notices.js";

const rowOf = (messageId) => document.querySelector(`#messages [data-id="${messageId}"]`);

/** A long way is not worth watching, and some can't bear to see things move. */
function isNear(row) {
  const { top, bottom } = row.getBoundingClientRect();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return !calm && bottom > -innerHeight && top < 2 * innerHeight;
}

/** Shows the message with that number, or says that it isn't there any more. */
export async function jumpTo(messageId) {
  if (!rowOf(messageId) && state.hasEarlier) await loadAll();
  const row = rowOf(messageId);
  if (!row) return toast(t("gone"));
  row.scrollIntoView({ block: "center", behavior: isNear(row) ? "smooth" : "instant" });
  row.classList.remove("flash");
  requestAnimationFrame(() => row.classList.add("flash"));
}
