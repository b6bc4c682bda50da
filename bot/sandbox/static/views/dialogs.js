/** Opens the page's dialogs: the bot's alert, the location to send. */

import { h } from "../dom.js";
import { state } from "../store.js";
import { t } from "../words.js";
import { plain } from "./plain.js";

/** Where the location dialog starts; later it remembers the last place sent. */
const place = { latitude: 30.8127, longitude: 103.8869 };

/** Shows a modal dialog that is gone once closed; a click beside it closes it. */
export function openDialog(properties, ...children) {
  const dialog = h("dialog", properties, ...children);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (click) => {
    if (click.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function showAlert(text) {
  openDialog(
    { class: "dialog alert", role: "alertdialog", "aria-label": text },
    h("p", {}, plain(text)),
    h("form", { method: "dialog", class: "row end" }, h("button", { class: "primary", autofocus: true }, t("ok"))),
  );
}

/** Asks for a place and hands it to `send(latitude, longitude)`. */
export function askLocation(send) {
  const field = (name, range) =>
    h("label", {}, t(name), h("input", {
      name, type: "number", step: "any", min: -range, max: range, required: true, inputmode: "decimal", value: place[name],
    }));
  const form = h("form", { method: "dialog" },
    h("h2", {}, t("attachLocation")),
    placesField((known) => Object.entries(known).forEach(([name, value]) => {
      if (form.elements[name]) form.elements[name].value = value;
    })),
    field("latitude", 90),
    field("longitude", 180),
    h("div", { class: "row end" },
      h("button", { type: "button", onclick: () => dialog.close() }, t("cancel")),
      h("button", { class: "primary" }, t("send"))));
  form.addEventListener("submit", () => {
    place.latitude = Number(form.elements.latitude.value);
    place.longitude = Number(form.elements.longitude.value);
    send(place.latitude, place.longitude);
  });
  const dialog = openDialog({ class: "dialog", "aria-label": t("attachLocation") }, form);
}

/** The places that the sandbox knows by name; null where it knows none. */
function placesField(take) {
  if (!state.places.length) return null;
  return h("label", {}, t("knownPlace"),
    h("select", { "data-testid": "place", onchange: ({ target }) => take(state.places[target.value] ?? {}) },
      h("option", { value: "" }, t("choosePlace")),
      state.places.map((known, at) => h("option", { value: at }, known.name))));
}
