/** Takes what the person writes: words, a photo, a place, a reply, a change. */

import { edit, holdPhoto, join, send, sendLocation, setDown, start } from "../actions.js";
import { h, icon, iconButton } from "../dom.js";
import { samplePhoto } from "../drawing.js";
import { authorOf, summary } from "../format.js";
import { draft, keepDraft, on, openChatLine, state } from "../store.js";
import { t } from "../words.js";
import { askLocation } from "./dialogs.js";
import { exampleChips, examplesShown, showExamples } from "./examples.js";
import { openMenu } from "./menu.js";

const BORDERS = 2;
const GONE = new Set(["left", "kicked"]);

export function composerView() {
  const chips = h("div", {});
  const above = h("div", {});
  const input = h("textarea", { rows: "1", "data-testid": "composer", oninput: type, onkeydown: keys, onpaste: paste, enterkeyhint: "send" });
  const file = h("input", { type: "file", accept: "image/*", hidden: true, tabindex: "-1", onchange: pick });
  const row = h("form", { class: "composer-row", onsubmit: submit });
  const instead = h("div", { class: "instead" });
  const footer = h("footer", { class: "composer" }, chips, above, row, instead, file);
  let place = null;
  let busy = false;

  function render() {
    const line = openChatLine();
    const other = line ? standIn(line) : null;
    instead.replaceChildren(...[other].flat().filter(Boolean));
    row.hidden = Boolean(other);
    above.replaceChildren(...[context(), preview()].filter(Boolean));
    setWords();
    row.classList.toggle("can-send", canSend());
  }

  /** A person's half-written words wait in the chat where they were begun. */
  function setWords() {
    const here = `${state.person}:${state.chat}`;
    if (input.value !== draft()) input.value = draft();
    if (here !== place && !matchMedia("(hover: none)").matches) input.focus({ preventScroll: true });
    place = here;
    grow();
  }

  function build() {
    input.placeholder = t(state.photo ? "caption" : "write");
    input.setAttribute("aria-label", input.placeholder);
    row.replaceChildren(
      iconButton("attach", t("attach"), attach, { "aria-haspopup": "menu" }),
      input,
      state.examples.length && !examplesShown() ? iconButton("bulb", t("tryShow"), () => showExamples(true)) : "",
      h("button", { class: "send", "data-testid": "send", "aria-label": t(state.editing ? "save" : "send"), title: t(state.editing ? "save" : "send") }, icon("send")));
    chips.replaceChildren(...[exampleChips()].filter(Boolean));
    render();
  }

  const canSend = () => Boolean(input.value.trim() || state.photo);

  function type() {
    keepDraft(input.value);
    grow();
    row.classList.toggle("can-send", canSend());
  }

  function grow() {
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + BORDERS}px`;
  }

  function keys(key) {
    if (key.isComposing) return;
    if (key.key === "Enter" && !key.shiftKey) {
      key.preventDefault();
      row.requestSubmit();
    }
    if (key.key === "Escape") setDown();
    if (key.key === "ArrowUp" && !input.value) editLast(key);
  }

  function editLast(key) {
    const last = state.messages.findLast((one) => one.from?.id === state.person && one.text && !one.sender_chat);
    if (!last) return;
    key.preventDefault();
    edit(last);
  }

  async function submit(event) {
    event.preventDefault();
    if (busy) return;
    busy = true;
    await send(input.value);
    busy = false;
    input.focus();
  }

  function paste(event) {
    const photo = [...event.clipboardData.files].find((one) => one.type.startsWith("image/"));
    if (!photo) return;
    event.preventDefault();
    holdPhoto(photo);
  }

  function pick() {
    if (file.files[0]) holdPhoto(file.files[0]);
    file.value = "";
  }

  function attach(click) {
    openMenu(click.currentTarget.getBoundingClientRect(), [
      { icon: "photo", label: t("attachPhoto"), run: () => file.click() },
      { icon: "group", label: t("sampleChild"), run: () => samplePhoto("child").then(holdPhoto) },
      { icon: "bulb", label: t("sampleLamp"), run: () => samplePhoto("lamp").then(holdPhoto) },
      { icon: "pin", label: t("attachLocation"), run: () => askLocation(sendLocation) },
    ]);
  }

  on(["composer", "language", "examples", "chat"], build);
  on(["chats"], render);
  on(["composer"], () => input.isConnected && input.focus({ preventScroll: true }));
  return footer;
}

/** What stands in the composer's place where one can't write. */
function standIn(line) {
  if (line.waiting) {
    return [h("p", {}, t("startText")), h("button", { type: "button", class: "start", onclick: () => start(line.id) }, t("start"))];
  }
  if (!GONE.has(line.status)) return null;
  return [h("p", {}, t("notMember")), h("button", { type: "button", class: "start", onclick: join }, t("join"))];
}

function context() {
  const message = state.editing ?? state.replyTo;
  if (!message) return null;
  const title = state.editing ? t("editing") : t("replyTo", { name: authorOf(message) });
  return h("div", { class: "context" }, icon(state.editing ? "edit" : "reply"),
    h("div", {}, h("strong", {}, title), h("span", {}, summary(message))),
    iconButton("close", t("cancel"), setDown));
}

function preview() {
  if (!state.photo) return null;
  const url = URL.createObjectURL(state.photo);
  return h("div", { class: "context" },
    h("img", { src: url, alt: t("photo"), onload: () => URL.revokeObjectURL(url) }),
    h("div", {}, h("strong", {}, t("photo")), h("span", {}, state.photo.name)),
    iconButton("close", t("removePhoto"), () => holdPhoto(null)));
}
