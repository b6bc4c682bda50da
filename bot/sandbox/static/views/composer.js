/** Takes what the person writes: words, photos, a voice, a place, a reply, a change. */

import { addPhotos, edit, holdPhotos, join, send, sendLocation, sendVoice, setDown, start } from "../actions.js";
import { h, icon, iconButton, renew } from "../dom.js";
import { samplePhoto } from "../drawing.js";
import { authorOf, summary } from "../format.js";
import { SAMPLE_SECONDS, sampleVoice } from "../sound.js";
import { chooseTopic, draft, keepDraft, on, openChatLine, openTopic, state } from "../store.js";
import { t } from "../words.js";
import { askLocation } from "./dialogs.js";
import { exampleChips, examplesShown, meaningOf, showExamples } from "./examples.js";
import { openMenu } from "./menu.js";
import { plain } from "./plain.js";
import { replyKeysView } from "./replykeys.js";

const BORDERS = 2;
const GONE = new Set(["left", "kicked"]);

export const composerView = () => new Composer().footer;

class Composer {
  constructor() {
    this.chips = h("div", {});
    this.topics = h("div", {});
    this.above = h("div", {});
    this.input = h("textarea", {
      rows: "1", "data-testid": "composer", enterkeyhint: "send", oninput: () => this.type(), onkeydown: (key) => this.key(key), onpaste: takePaste,
    });
    this.photos = picker("photo-file", "image/*", true, addPhotos);
    this.sound = picker("voice-file", "audio/*", false, ([file]) => sendVoice(file));
    this.attach = iconButton("attach", "", () => this.offer(), { "aria-haspopup": "menu", "data-testid": "attach" });
    this.tips = iconButton("bulb", "", () => showExamples(true));
    this.send = h("button", { class: "send", "data-testid": "send" }, icon("send"));
    this.row = h("form", { class: "composer-row", onsubmit: (event) => this.submit(event) }, this.attach, this.input, this.tips, this.send);
    this.gloss = h("p", { class: "gloss" });
    this.instead = h("div", { class: "instead" });
    this.footer = h("footer", { class: "composer", hidden: true }, this.chips, this.topics, this.above, this.gloss, replyKeysView(), this.row, this.instead, this.photos, this.sound);
    this.place = null;
    this.busy = false;
    on(["composer", "language", "examples", "chat", "chats"], () => this.render());
    on(["composer", "language", "chat"], () => renew(this.above, [context(), preview()]));
    on(["composer"], () => this.input.focus({ preventScroll: true }));
  }

  render() {
    const line = openChatLine();
    this.footer.hidden = !line;
    if (!line) return;
    const other = standIn(line);
    renew(this.instead, other ?? []);
    this.instead.hidden = !other;
    this.row.hidden = Boolean(other);
    renew(this.chips, [exampleChips()]);
    this.tips.hidden = !state.examples.length || examplesShown();
    this.offerTopics(line);
    this.name();
    this.takeDraft();
  }

  /** Drawn anew only when they change, else an open list would close under the finger. */
  offerTopics(line) {
    const topics = state.replyTo || state.editing || !this.instead.hidden ? [] : (line.topics ?? []);
    const shown = JSON.stringify([state.chat, topics, t("topic")]);
    if (shown !== this.topicsShown) renew(this.topics, [topicChoice(topics)]);
    this.topicsShown = shown;
  }

  name() {
    const labels = [[this.attach, t("attach")], [this.tips, t("tryShow")], [this.send, t(state.editing ? "save" : "send")]];
    for (const [control, label] of labels) {
      control.title = label;
      control.setAttribute("aria-label", label);
    }
    this.input.placeholder = t(state.photos.length ? "caption" : "write");
    this.input.setAttribute("aria-label", this.input.placeholder);
  }

  /** A person's half-written words wait in the chat where they were begun. */
  takeDraft() {
    const here = `${state.person}:${state.chat}`;
    if (this.input.value !== draft()) this.input.value = draft();
    if (here !== this.place && !matchMedia("(hover: none)").matches) this.input.focus({ preventScroll: true });
    this.place = here;
    this.fit();
  }

  type() {
    keepDraft(this.input.value);
    this.fit();
  }

  fit() {
    this.input.style.height = "auto";
    const needed = this.input.scrollHeight; // none while the row is hidden
    if (needed) this.input.style.height = `${needed + BORDERS}px`;
    this.gloss.textContent = meaningOf(this.input.value) ?? "";
    this.row.classList.toggle("can-send", Boolean(this.input.value.trim() || state.photos.length));
  }

  key(press) {
    if (press.isComposing) return;
    if (press.key === "Enter" && !press.shiftKey) {
      press.preventDefault();
      this.row.requestSubmit();
    }
    if (press.key === "Escape") setDown();
    if (press.key === "ArrowUp" && !this.input.value) editLast(press);
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    await send(this.input.value);
    this.busy = false;
    this.input.focus();
  }

  offer() {
    openMenu(this.attach.getBoundingClientRect(), [
      { icon: "photo", label: t("attachPhoto"), run: () => this.photos.click() },
      { icon: "group", label: t("sampleChild"), run: () => samplePhoto("child").then((photo) => addPhotos([photo])) },
      { icon: "bulb", label: t("sampleLamp"), run: () => samplePhoto("lamp").then((photo) => addPhotos([photo])) },
      { icon: "voice", label: t("attachVoice"), run: () => this.sound.click() },
      { icon: "play", label: t("sampleVoice"), run: () => sampleVoice().then((sound) => sendVoice(sound, SAMPLE_SECONDS)) },
      { icon: "pin", label: t("attachLocation"), run: () => askLocation(sendLocation) },
    ]);
  }
}

function editLast(press) {
  const last = state.messages.findLast((one) => one.from?.id === state.person && (one.text ?? one.caption) && !one.sender_chat);
  if (!last) return;
  press.preventDefault();
  edit(last);
}

function takePaste(event) {
  const photos = [...event.clipboardData.files].filter((one) => one.type.startsWith("image/"));
  if (!photos.length) return;
  event.preventDefault();
  addPhotos(photos);
}

/** A file input that is opened from the menu. */
function picker(testId, accept, multiple, take) {
  const input = h("input", {
    type: "file", accept, multiple, hidden: true, tabindex: "-1", "data-testid": testId,
    onchange: () => {
      if (input.files.length) take([...input.files]);
      input.value = "";
    },
  });
  return input;
}

/** What stands in the composer's place where one can't write. */
function standIn(line) {
  if (line.waiting || line.blocked) {
    return [h("p", {}, t("startText")), h("button", { type: "button", class: "start", "data-testid": "start", onclick: () => start(line.id) }, t("start"))];
  }
  if (!GONE.has(line.status)) return null;
  return [h("p", {}, t("notMember")), h("button", { type: "button", class: "start", onclick: join }, t("join"))];
}

function context() {
  const message = state.editing ?? state.replyTo;
  if (!message) return null;
  const title = state.editing ? t("editing") : t("replyTo", { name: authorOf(message) });
  return h("div", { class: "context" }, icon(state.editing ? "edit" : "reply"),
    h("div", {}, h("strong", {}, title), h("span", {}, plain(summary(message)))),
    iconButton("close", t("cancel"), setDown));
}

/** Which topic of a forum one writes to; an answer goes where its message is. */
function topicChoice(topics) {
  if (!topics.length) return null;
  const choice = h("select", { "data-testid": "topic", onchange: () => chooseTopic(Number(choice.value) || null) },
    h("option", { value: "" }, t("generalTopic")),
    topics.map((topic) => h("option", { value: topic.id, selected: topic.id === openTopic() }, topic.name)));
  return h("label", { class: "topic-choice" }, icon("topic"), h("span", {}, t("topic")), choice);
}

function preview() {
  if (!state.photos.length) return null;
  return h("div", { class: "context photos" }, state.photos.map((photo) =>
    h("span", { class: "held" }, thumbnail(photo),
      iconButton("close", t("removePhoto"), () => holdPhotos(state.photos.filter((one) => one !== photo))))));
}

function thumbnail(photo) {
  const url = URL.createObjectURL(photo);
  return h("img", { src: url, alt: photo.name || t("photo"), onload: () => URL.revokeObjectURL(url) });
}
