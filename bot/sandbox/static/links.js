/** Tells which addresses lead to a bot of this sandbox and which may be opened at all. */

import { state } from "./store.js";

const OPENABLE = new Set(["http:", "https:", "mailto:"]);

function parse(address) {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
}

function target(url) {
  if (url.protocol === "tg:" && url.host === "resolve") return url.searchParams.get("domain");
  if (/^(t|telegram)\.me$/i.test(url.host)) return url.pathname.slice(1).replace(/\/$/, "");
  return null;
}

export function botNamed(username) {
  const wanted = username.replace(/^@/, "").toLowerCase();
  return state.bots.find((bot) => bot.username?.toLowerCase() === wanted) ?? null;
}

/** `{bot, payload}` for a link to one of our bots (payload null without `start`), else null. */
export function botLink(address) {
  const url = parse(address);
  const username = url && target(url);
  const bot = username ? botNamed(username) : null;
  return bot && { bot, payload: url.searchParams.get("start") };
}

/** The address as a link may carry it, or null where a click should do nothing. */
export function safeHref(address) {
  const url = parse(address);
  return url && OPENABLE.has(url.protocol) ? url.href : null;
}
