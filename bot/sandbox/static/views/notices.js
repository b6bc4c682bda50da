/** Says short things that pass: toasts, refusals, and words for screen readers. */

import { Refused } from "../api.js";
import { h } from "../dom.js";
import { t } from "../words.js";
import { plain } from "./plain.js";

const SHOWN_MS = 3500;
const PER_LETTER_MS = 45;

export function toast(text, mood = "plain") {
  const note = h("div", { class: `toast ${mood}` }, plain(text));
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_MS + text.length * PER_LETTER_MS);
}

/** They were for the person one was. */
export const clearToasts = () => document.getElementById("toasts").replaceChildren();

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** Runs a request and shows its refusal; tells whether it went through. */
export async function attempt(request) {
  try {
    await request;
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    toast(error.message || t("unreachable"), "wrong");
    return false;
  }
}
