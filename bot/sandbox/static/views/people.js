/** Answers "who am I": the current person, a strip for changing with one click, and the whole list. */

import { h, icon } from "../dom.js";
import { nameOf, noteOf } from "../format.js";
import { be } from "../session.js";
import { me, quickPeople, state } from "../store.js";
import { t } from "../words.js";
import { avatar } from "./avatar.js";
import { openDialog } from "./dialogs.js";

const SEARCH_FROM = 9;

export function personBar() {
  const person = me();
  if (!person) return h("p", { class: "empty" }, t("noPeople"));
  return h("button", {
    type: "button", class: "person-bar", "data-testid": "person-switch", "aria-haspopup": "dialog",
    "aria-label": `${t("iAm")} ${nameOf(person)} ${noteOf(person)}. ${t("switchPerson")}`, onclick: choosePerson,
  }, avatar(person.id, nameOf(person)), words(person, t("iAm")), h("span", { class: "swap" }, t("switchPerson"), icon("down")));
}

/** The same switch for a narrow screen's chat header. */
export function personButton() {
  const person = me();
  if (!person) return null;
  return h("button", {
    type: "button", class: "person-button", "data-testid": "person-switch-small", "aria-haspopup": "dialog", title: t("switchPerson"),
    "aria-label": `${t("iAm")} ${nameOf(person)}. ${t("switchPerson")}`, onclick: choosePerson,
  }, avatar(person.id, nameOf(person)));
}

export function quickStrip() {
  const people = quickPeople();
  if (people.length < 2) return null;
  return h("div", { class: "quick", role: "group", "aria-label": t("quick") }, people.map((person) => {
    const unread = person.id === state.person ? 0 : (state.unreadOf.get(person.id) ?? 0);
    const name = nameOf(person);
    const note = noteOf(person) || name;
    return h("button", {
      type: "button", "data-testid": `quick-${person.id}`, title: `${name} · ${note}`, "aria-pressed": String(person.id === state.person),
      "aria-label": [name, note, unread ? t("unread", { n: unread }) : ""].filter(Boolean).join(" · "),
      onclick: () => be(person.id),
    }, h("span", { class: "quick-face" }, avatar(person.id, name), unread ? h("span", { class: "badge" }, Math.min(unread, 99)) : null),
    h("span", { class: "quick-note" }, note));
  }));
}

function words(person, above = null) {
  return h("span", { class: "person-words" },
    above ? h("small", {}, above) : null,
    h("strong", {}, nameOf(person)),
    person.note ? h("span", {}, noteOf(person)) : null);
}

function choosePerson() {
  const list = h("ul", { class: "people" });
  const search = h("input", {
    type: "search", placeholder: t("searchPeople"), "aria-label": t("searchPeople"), oninput: () => fill(search.value),
  });
  const dialog = openDialog({ class: "dialog people-dialog", "aria-label": t("switchPerson") },
    h("h2", {}, t("switchPerson")), state.people.length >= SEARCH_FROM ? search : null, list);

  function fill(wanted) {
    const sought = wanted.trim().toLowerCase();
    const found = state.people.filter((one) => `${nameOf(one)} ${one.note ?? ""} ${one.username ?? ""}`.toLowerCase().includes(sought));
    list.replaceChildren(...(found.length ? found.map(entry) : [h("li", { class: "empty" }, t("noMatch"))]));
  }

  function entry(person) {
    return h("li", {}, h("button", {
      type: "button", "data-testid": `person-${person.id}`, "aria-current": person.id === state.person ? "true" : null,
      onclick: () => {
        dialog.close();
        be(person.id);
      },
    }, avatar(person.id, nameOf(person)), words(person)));
  }

  fill("");
  // On a touch screen the search field would bring up the keyboard at once.
  if (matchMedia("(hover: none)").matches) list.querySelector("[aria-current]")?.focus();
}
