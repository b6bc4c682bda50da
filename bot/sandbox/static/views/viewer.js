/** Shows the photos of the open chat large, one after the other. */

import { fileUrl } from "../api.js";
import { h, iconButton, renew } from "../dom.js";
import { authorOf, clockTime, dayName } from "../format.js";
import { sandboxNow, state } from "../store.js";
import { t } from "../words.js";
import { openDialog } from "./dialogs.js";
import { plain } from "./plain.js";

const KEYS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

/** Opens at that message's photo; closed, the focus is on the photo last seen. */
export function showPhotos(messageId) {
  const photos = state.messages.filter((one) => one.photo);
  let at = photos.findIndex((one) => one.message_id === messageId);
  const figure = h("figure", { onclick: (click) => click.target === figure && dialog.close() });
  const dialog = openDialog({ class: "lightbox", "aria-label": t("photo"), onkeydown: turn, onclose: giveFocusBack }, figure);

  function turn(press) {
    const step = KEYS[press.key];
    if (!step) return;
    press.preventDefault();
    go(step);
  }

  function go(step) {
    at = Math.min(Math.max(at + step, 0), photos.length - 1);
    show();
  }

  function show() {
    const message = photos[at];
    const count = photos.length > 1 ? `${at + 1}/${photos.length} · ` : "";
    renew(figure, [
      h("img", { src: fileUrl(message.photo.at(-1).file_id), alt: message.caption || t("photo"), onclick: () => dialog.close() }),
      h("figcaption", { "aria-live": "polite" },
        h("small", {}, `${count}${authorOf(message)} · ${dayName(message.date, sandboxNow())} ${clockTime(message.date)}`),
        message.caption ? h("p", {}, plain(message.caption)) : null),
      photos.length > 1 ? iconButton("back", t("earlierPhoto"), () => go(-1), { class: "icon-button previous", "data-testid": "photo-previous", "aria-disabled": String(at === 0) }) : null,
      photos.length > 1 ? iconButton("next", t("laterPhoto"), () => go(1), { class: "icon-button next", "data-testid": "photo-next", "aria-disabled": String(at === photos.length - 1) }) : null,
      iconButton("close", t("close"), () => dialog.close(), { class: "icon-button shut", "data-testid": "photo-close" }),
    ]);
  }

  function giveFocusBack() {
    document.querySelector(`#messages [data-id="${photos[at].message_id}"] .photo`)?.focus();
  }

  show();
  figure.querySelector(".shut").focus();
}
