/** Counts what the people on the quick strip have not read, so that one sees whose turn it is. */

import { getState } from "./api.js";
import { follow } from "./live.js";
import { quickPeople, state, tell } from "./store.js";

const SETTLE = 250;

const watched = new Map();

/** Watches everybody on the strip but the person one is. */
export function watchOthers() {
  const wanted = new Set(quickPeople().map((one) => one.id).filter((id) => id !== state.person));
  for (const [id, stop] of watched) {
    if (wanted.has(id)) continue;
    stop();
    watched.delete(id);
    state.unreadOf.delete(id);
  }
  for (const id of wanted) if (!watched.has(id)) watched.set(id, watch(id));
}

function watch(id) {
  let timer = null;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => count(id), SETTLE);
  };
  const hangUp = follow(id, { onOpen: soon, onLost: () => {}, onEvent: soon });
  return () => {
    clearTimeout(timer);
    hangUp();
  };
}

async function count(id) {
  const answer = await getState(id).catch(() => null);
  if (!answer || !watched.has(id)) return;
  state.unreadOf.set(id, answer.chats.reduce((sum, chat) => sum + chat.unread, 0));
  tell("unreadOf");
}
