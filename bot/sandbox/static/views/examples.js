/** Offers what a newcomer could say: as a card in the sidebar and as chips over the composer. */

import { tryExample } from "../actions.js";
import { h, icon, iconButton } from "../dom.js";
import { nameOf } from "../format.js";
import { personOf, state, tell } from "../store.js";
import { language, t } from "../words.js";
import { avatar } from "./avatar.js";

const KEY = "sandbox.examples";

const labelOf = (example) => example.label?.[language()] ?? example.label?.zh ?? example.text;

/** What an example's words mean, for readers of another language. */
const glossOf = (example) => example.gloss?.[language()] ?? example.text;

/** The same for words that are an example's, not yet changed; else null. */
export function meaningOf(words) {
  const example = state.examples.find((one) => one.text === words);
  return example?.gloss?.[language()] ?? null;
}

export const examplesShown = () => localStorage.getItem(KEY) !== "hidden";

export function showExamples(shown) {
  localStorage.setItem(KEY, shown ? "shown" : "hidden");
  tell("examples");
}

/** One line an example, with who says it; null where the sandbox offers none. */
export function examplesCard() {
  if (!state.examples.length) return null;
  return h("section", { class: "examples-card", "aria-label": t("tryTitle") },
    h("h2", {}, icon("bulb"), t("tryTitle"), h("small", {}, t("tryHint"))),
    state.examples.map((example) => {
      const person = personOf(example.person);
      return h("button", { type: "button", class: "example", onclick: () => tryExample(example) },
        avatar(example.person, nameOf(person)),
        h("span", {}, h("strong", {}, labelOf(example)), h("span", {}, glossOf(example))));
    }));
}

export function exampleChips() {
  if (!state.examples.length || !examplesShown()) return null;
  return h("div", { class: "chips", role: "group", "aria-label": t("tryTitle") },
    h("span", { class: "chips-title" }, t("tryTitle")),
    h("div", { class: "chips-row" }, state.examples.map((example) =>
      h("button", { type: "button", class: "chip", title: glossOf(example), onclick: () => tryExample(example) }, labelOf(example)))),
    iconButton("close", t("tryHide"), () => showExamples(false)));
}
