/** Does what a person can do in an open chat: write, change, press, follow a link, move the clock. */

import * as api from "./api.js";
import { botLink, safeHref } from "./links.js";
import { be, openChat, readClock } from "./session.js";
import { secondsOf } from "./sound.js";
import { isWhispered, keepDraft, openTopic, state, tell } from "./store.js";
import { showAlert } from "./views/dialogs.js";
import { attempt, toast } from "./views/notices.js";
import { t } from "./words.js";

const ALBUM = 10;

function addressed() {
  const { person, chat, replyTo: answered } = state;
  const thread = answered?.is_topic_message ? answered.message_thread_id : openTopic();
  return { person, chat, ...(answered && { reply_to: answered.message_id }), ...(thread && { thread }) };
}

/** Sends what the composer holds: an edit, photos with a caption, or a text. */
export async function send(text) {
  const words = text.trim();
  if (!words && !state.photos.length) return;
  const to = addressed();
  const sent = await attempt(
    state.editing
      ? api.editMessage({ person: to.person, chat: to.chat, message_id: state.editing.message_id, text: words })
      : state.photos.length
        ? sendPhotos(state.photos, { ...to, caption: words })
        : api.sendMessage({ ...to, text: words }),
  );
  if (!sent) return tell("composer");
  keepDraft("");
  setDown();
}

/** Several are an album: a message each, the words under the first. What is refused stays in the composer. */
async function sendPhotos([first, ...others], { caption, ...to }) {
  const album = others.length ? String(Date.now()) : null;
  await api.sendFile("photo", first, { ...to, album, caption });
  keepDraft("");
  for (const one of others) {
    state.photos = state.photos.slice(1);
    await api.sendFile("photo", one, { ...to, album });
  }
}

export async function sendVoice(sound, seconds = null) {
  const duration = seconds ?? await secondsOf(sound);
  if (await attempt(api.sendFile("voice", sound, { ...addressed(), duration }))) replyTo(null);
}

export async function sendLocation(latitude, longitude) {
  if (await attempt(api.sendMessage({ ...addressed(), location: { latitude, longitude } }))) replyTo(null);
}

/** Gives the bot one's own number. */
export const sendContact = () => attempt(api.sendMessage({ ...addressed(), contact: {} }));

/** Sends words that are not the composer's, such as a command that was clicked. */
export const say = (text) => attempt(api.sendMessage({ person: state.person, chat: state.chat, text }));

/** Sends a reply keyboard's button as words; in a group they answer, so that any bot hears them. */
export function sayKey(message, words) {
  const { person, chat } = state;
  const answers = message.chat.type !== "private" && !isWhispered(message) && { reply_to: message.message_id };
  const thread = message.is_topic_message && { thread: message.message_thread_id };
  return attempt(api.sendMessage({ person, chat, text: words, ...answers, ...thread }));
}

export function replyTo(message) {
  Object.assign(state, { replyTo: message, editing: null });
  tell("composer");
}

export function edit(message) {
  Object.assign(state, { editing: message, replyTo: null, photos: [] });
  keepDraft(message.text ?? message.caption);
  tell("composer");
}

/** Takes photos to be sent with the next words, as many as an album holds. */
export function holdPhotos(files) {
  if (files.length > ALBUM) toast(t("tooManyPhotos", { n: ALBUM }), "wrong");
  Object.assign(state, { photos: files.slice(0, ALBUM), editing: null });
  tell("composer");
}

export const addPhotos = (files) => holdPhotos([...state.photos, ...files]);

/** Ends replying, editing and attaching; the words stay, except those of an edit. */
export function setDown() {
  if (state.editing) keepDraft("");
  Object.assign(state, { replyTo: null, editing: null, photos: [] });
  tell("composer");
}

export const remove = (message) =>
  attempt(api.deleteMessage({ person: state.person, chat: state.chat, message_id: message.message_id }));

/** Chooses options of a poll; none takes the vote back. */
export const vote = (message, options) => onMessage(api.vote, message, { options });

/** Puts one's sign under a message in place of the last one; an empty one takes it away. */
export const react = (message, emoji) => onMessage(api.react, message, { emoji });

/** How the message looks then comes as an event, in the order of what happened. */
function onMessage(ask, message, what) {
  const { person, chat } = state;
  return attempt(ask({ person, chat, message_id: message.message_id, ...what }));
}

export const join = () => attempt(api.joinChat(state.person, state.chat));

/** Presses an inline button and shows the bot's answer. */
export async function press(message, button) {
  if (button.url) return followLink(button.url);
  if (button.copy_text) return copy(button.copy_text.text);
  if (!button.callback_data) return toast(t("unsupported"));
  const { person, chat } = state;
  const which = { person, chat, message_id: message.message_id, data: button.callback_data };
  await attempt(api.pressButton(which).then(({ answer }) => showAnswer(answer)));
}

function showAnswer(answer) {
  if (!answer) return toast(t("noAnswer"));
  if (answer.url) followLink(answer.url);
  if (!answer.text) return;
  if (answer.show_alert) showAlert(answer.text);
  else toast(answer.text);
}

export async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast(t("copied"));
}

/** A link to one of our bots opens its private chat, any other a new tab. */
export function followLink(address) {
  const link = botLink(address);
  if (!link) {
    const href = safeHref(address);
    if (href) window.open(href, "_blank", "noopener");
    return;
  }
  openChat(link.bot.id);
  if (link.payload !== null) start(link.bot.id, link.payload);
}

export const start = (bot, payload = null) =>
  attempt(api.startBot(payload ? { person: state.person, bot, payload } : { person: state.person, bot }));

/** Puts an example's words into the composer of its person and chat; sending is the reader's own click. */
export function tryExample(example) {
  be(example.person, example.chat);
  keepDraft(example.text);
  tell("composer");
}

export const moveClock = (change) => attempt(api.moveClock(change).then(readClock));
