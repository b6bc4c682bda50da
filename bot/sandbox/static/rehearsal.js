/** Writes what was said into one HTML page that needs no script, no server and no other file. */

import { fileUrl, getMessages, getState } from "./api.js";
import { h } from "./dom.js";
import { authorOf, clockTime, dayKey, fullDate, kindOf, length, nameOf, noteOf, serviceLine, summary } from "./format.js";
import { safeHref } from "./links.js";
import { botOf, personOf, sandboxNow } from "./store.js";
import { rich } from "./views/entities.js";
import { plain } from "./views/plain.js";
import { LANGUAGES, language, spokenIn, t } from "./words.js";

const MOST = 1000;
const POLICY = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'";

/** Returns the page as text: that person's chats, or with null every group. */
export async function rehearsal(person) {
  const scenes = [];
  for (const scene of person ? await chatsOf(person) : await allGroups()) scenes.push({ ...scene, messages: await history(scene.as, scene.chat.id) });
  const told = scenes.filter(({ messages }) => messages.length);
  const [style, files] = await Promise.all([styleSheet(), filesOf(told)]);
  const page = h("html", { lang: t("htmlLang") },
    h("head", {},
      h("meta", { charset: "utf-8" }),
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
      h("title", {}, LANGUAGES.map((one) => spokenIn(one, () => t("rehearsal"))).join(" · ")),
      h("style", {}, style)),
    h("body", {}, languageSwitch(), h("main", {}, opening(told, person), told.map((scene, at) => section(scene, at, person, files)))));
  for (const control of page.querySelectorAll("button")) control.replaceWith(h("span", { class: control.className }, [...control.childNodes]));
  for (const link of page.querySelectorAll("a[href^='http']")) link.rel = "noreferrer";
  return `<!doctype html>\n${page.outerHTML}\n`;
}

async function chatsOf(person) {
  const { chats } = await getState(person);
  return chats.map((chat) => ({ chat, as: person }));
}

/** With what was said before the group became a supergroup. */
async function history(person, chat) {
  const messages = await getMessages(person, chat, MOST);
  const old = messages.find((one) => one.migrate_from_chat_id)?.migrate_from_chat_id;
  return old ? [...(await getMessages(person, old, MOST)), ...messages] : messages;
}

/** Each group as one of its members sees it. */
async function allGroups() {
  const { chats, people } = await getState(null);
  const wanted = new Set(chats.map((chat) => chat.id));
  const found = [];
  for (const { id } of people) {
    if (!wanted.size) break;
    const mine = await getState(id);
    for (const chat of mine.chats) if (wanted.delete(chat.id)) found.push({ chat, as: id });
  }
  return found;
}

const styleSheet = () => fetch("styles/rehearsal.css").then((answer) => answer.text());

const fileOf = (message) => message.photo?.at(-1) ?? message.voice ?? message.audio ?? null;

/** The bytes of photos and voices as `data:` addresses, by file id. */
async function filesOf(scenes) {
  const ids = new Set(scenes.flatMap(({ messages }) => messages.map((one) => fileOf(one)?.file_id).filter(Boolean)));
  const files = new Map();
  for (const id of ids) files.set(id, await dataUrl(await fetch(fileUrl(id)).then((answer) => answer.blob())));
  return files;
}

const dataUrl = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

/** The same words in every language; the reader's choice hides the others. */
function said(make) {
  const versions = LANGUAGES.map((one) => spokenIn(one, make));
  if (new Set(versions).size === 1) return plain(versions[0]);
  return LANGUAGES.map((one, at) => h("span", { class: `in-${one}`, lang: one }, plain(versions[at])));
}

/** Radio buttons that the style sheet follows. */
function languageSwitch() {
  return LANGUAGES.flatMap((one) => [
    h("input", { type: "radio", name: "language", id: `in-${one}`, checked: one === language() }),
    h("label", { for: `in-${one}`, lang: one }, spokenIn(one, () => t("languageName"))),
  ]);
}

function opening(scenes, person) {
  return h("header", {},
    h("h1", {}, said(() => t("rehearsal"))),
    h("p", {}, said(() => `${fullDate(sandboxNow())} · ${whose(personOf(person))}`)),
    h("p", { class: "small" }, said(() => t("rehearsalNote"))),
    h("nav", {}, h("ul", {}, scenes.map(({ chat, messages }, at) =>
      h("li", {}, h("a", { href: `#chat-${at + 1}` }, chat.title), " ", h("small", {}, String(messages.length)))))));
}

function whose(person) {
  if (!person) return t("allGroups");
  const [name, note] = [nameOf(person), noteOf(person)];
  return note ? t("seenByRole", { name, note }) : t("seenBy", { name });
}

function section({ chat, messages }, at, person, files) {
  const days = new Set();
  return h("section", { id: `chat-${at + 1}` },
    h("h2", {}, chat.title, h("small", {}, said(() => (chat.type === "private" ? `${t("kindBot")} @${botOf(chat.id)?.username ?? ""}` : t("members", { n: chat.members }))))),
    messages.length >= MOST ? h("p", { class: "day" }, said(() => t("onlyNewest", { n: MOST }))) : null,
    messages.flatMap((message) => [day(message, days), article(message, at, person, files, chat)]));
}

function day(message, days) {
  const key = spokenIn("en", () => dayKey(message.date));
  if (days.has(key)) return null;
  days.add(key);
  return h("h3", { class: "day" }, said(() => fullDate(message.date)));
}

function article(message, at, person, files, chat) {
  const id = anchor(message, at);
  if (serviceLine(message)) return h("p", { class: "service", id }, said(() => serviceLine(message)));
  const mine = message.from?.id === person && !message.sender_chat;
  const words = message.text ?? message.caption;
  const topic = message.is_topic_message && chat.topics?.find((one) => one.id === message.message_thread_id);
  return h("article", { class: mine ? "mine" : "theirs", id },
    h("div", { class: "bubble" },
      h("p", { class: "by" }, h("b", {}, authorOf(message)), tag(message),
        topic ? h("span", { class: "tag" }, `# ${topic.name}`) : null,
        h("time", { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)), message.edited ? h("small", {}, said(() => t("edited"))) : null),
      message.forward_origin ? h("p", { class: "small" }, said(() => t("forwarded", { name: originName(message.forward_origin) }))) : null,
      message.reply_to_message ? quote(message, at) : null,
      media(message, files),
      words ? h("div", { class: "text" }, rich(words, message.text ? message.entities : message.caption_entities)) : null),
    reactions(message), buttons(message));
}

const anchor = (message, at) => `m-${at + 1}-${Math.abs(message.chat.id)}-${message.message_id}`;

const originName = (origin) => (origin.sender_chat ?? origin.chat)?.title ?? origin.sender_user_name ?? nameOf(origin.sender_user);

function tag(message) {
  if (message.sender_chat) return h("span", { class: "tag" }, said(() => t("anonymous")));
  return message.from?.is_bot ? h("span", { class: "tag" }, said(() => t("bot"))) : null;
}

function quote({ reply_to_message: original }, at) {
  return h("a", { class: "quote", href: `#${anchor(original, at)}` }, h("b", {}, authorOf(original)), " ", h("span", {}, said(() => summary(original))));
}

function media(message, files) {
  const kind = kindOf(message);
  const source = files.get(fileOf(message)?.file_id);
  if (!kind) return null;
  if (message.photo) return h("img", { src: source, alt: message.caption || t("photo") });
  if (message.voice ?? message.audio) {
    return h("p", { class: "file" }, said(() => `${t("voice")} ${length((message.voice ?? message.audio).duration)}`), h("audio", { controls: true, preload: "none", src: source }));
  }
  if (message.poll) return poll(message);
  return h("p", { class: "file" }, said(() => summary({ ...message, caption: undefined })), " ", detail(message));
}

function detail(message) {
  const place = message.location ?? message.venue?.location;
  if (place) return `${message.venue?.title ?? ""} ${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`.trim();
  return message.document?.file_name ?? message.contact?.first_name ?? message.sticker?.emoji ?? "";
}

function poll({ poll: what, chosen = [] }) {
  return h("div", { class: "poll" }, h("b", {}, what.question),
    h("ul", {}, what.options.map((option, at) => h("li", {}, `${option.text} `, h("small", {}, said(() => [t("votes", { n: option.voter_count }), chosen.includes(at) ? t("yourVote") : ""].filter(Boolean).join(" · ")))))),
    h("small", {}, said(() => t("voters", { n: what.total_voter_count }))));
}

const reactions = (message) =>
  message.reactions?.length ? h("p", { class: "signs" }, message.reactions.map(({ emoji, count }) => h("span", {}, `${emoji} ${count}`))) : null;

function buttons(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return h("div", { class: "keys" }, rows.map((row) => h("div", {}, row.map((one) => {
    const href = one.url ? safeHref(one.url) : null;
    return h("span", { class: "key", title: href }, plain(one.text));
  }))));
}
