/** Renders one message: who, what, when, and its buttons. */

import { copy, edit, remove, replyTo } from "../actions.js";
import { fileUrl } from "../api.js";
import { h, icon, iconButton } from "../dom.js";
import { authorOf, clockTime, colourOf, fileSize, kindOf, nameOf, serviceLine, summary } from "../format.js";
import { isWhispered, openChatLine, originalOf, state } from "../store.js";
import { t } from "../words.js";
import { avatar } from "./avatar.js";
import { rich } from "./entities.js";
import { jumpTo } from "./jump.js";
import { keyboard } from "./keyboard.js";
import { openMenu } from "./menu.js";
import { plain } from "./plain.js";
import { poll } from "./poll.js";
import { reactionChoices, reactions } from "./reactions.js";
import { showPhotos } from "./viewer.js";
import { voice } from "./voice.js";

const PHOTO_WIDTH = 320;
const PHOTO_HEIGHT = 340;

const isMine = (message) => message.from?.id === state.person && !message.sender_chat;

/** `first` and `last` say where the message stands in a row of messages by the same author. */
export function messageView(message, { first, last }) {
  const service = serviceLine(message);
  const hooks = { "data-testid": `message-${message.message_id}`, data: { id: message.message_id } };
  if (service) return h("div", { class: "service", ...hooks }, serviceWords(message, service));
  const mine = isMine(message);
  const inGroup = openChatLine()?.type !== "private";
  const author = authorOf(message);
  const classes = ["message", mine ? "mine" : "theirs", first && "first", last && "last"].filter(Boolean).join(" ");
  const element = h("article", { class: classes, ...hooks, "aria-label": `${mine ? t("you") : author} ${clockTime(message.date)}` },
    inGroup && !mine ? h("div", { class: "face" }, last ? avatar(authorId(message), author) : null) : null,
    h("div", { class: "stack" }, bubble(message, inGroup && !mine && first), reactions(message), keyboard(message)),
    tools(message));
  element.addEventListener("contextmenu", (click) => openAt(click, message));
  return element;
}

/** What was pinned is one click away. */
function serviceWords({ pinned_message: pinned }, words) {
  return pinned ? h("button", { type: "button", onclick: () => jumpTo(pinned.message_id) }, words) : h("span", {}, words);
}

const authorId = (message) => (message.sender_chat ?? message.from).id;

function bubble(message, named) {
  const body = h("div", { class: "bubble", onclick: (click) => openOnTouch(click, message) },
    named ? authorLine(message) : null,
    isWhispered(message) ? h("div", { class: "topic" }, icon("eye"), t("forYouAlone")) : null,
    message.is_topic_message ? topicLine(message) : null,
    message.forward_origin ? h("div", { class: "forward" }, t("forwarded", { name: originOf(message) })) : null,
    message.reply_to_message ? quote(message) : null,
    content(message));
  if (message.photo) body.classList.add("with-photo");
  if (message.media_group_id) body.classList.add("of-album");
  return body;
}

function authorLine(message) {
  const tag = message.sender_chat ? t("anonymous") : message.from?.is_bot ? t("bot") : null;
  return h("div", { class: `author hue-${colourOf(authorId(message))}` }, authorOf(message), tag ? h("span", { class: "tag" }, tag) : null);
}

function topicLine({ message_thread_id: thread }) {
  const topic = openChatLine()?.topics?.find((one) => one.id === thread);
  return h("div", { class: "topic" }, icon("topic"), topic?.name ?? t("topic"));
}

function originOf({ forward_origin: origin }) {
  const chat = origin.sender_chat ?? origin.chat;
  return chat?.title ?? origin.sender_user_name ?? nameOf(origin.sender_user);
}

function quote(message) {
  const original = originalOf(message);
  const id = (original.sender_chat ?? original.from)?.id ?? 0;
  return h("button", {
    type: "button", class: `quote hue-${colourOf(id)}`, title: t("jumpTo"), onclick: () => jumpTo(original.message_id),
  }, h("strong", {}, authorOf(original)), h("span", {}, plain(message.quote?.text ?? summary(original))));
}

function content(message) {
  const words = message.text ?? message.caption;
  const entities = message.text ? message.entities : message.caption_entities;
  const kind = kindOf(message);
  const media = kind && (MEDIA[kind] ?? otherLine)(message, kind);
  return [
    media,
    h("div", { class: words ? "text" : "text bare" }, words ? rich(words, entities) : !media ? `[${t("other")}]` : null, meta(message)),
  ];
}

function meta(message) {
  return h("span", { class: "meta" },
    message.edited ? h("span", {}, t("edited")) : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)));
}

const MEDIA = { photo, voice, audio: voice, document: file, location: place, venue: place, poll };

function photo(message) {
  const size = message.photo.at(-1);
  const scale = Math.min(1, PHOTO_WIDTH / size.width, PHOTO_HEIGHT / size.height);
  const url = fileUrl(size.file_id);
  return h("button", { type: "button", class: "photo", "aria-label": t("openPhoto"), onclick: () => showPhotos(message.message_id) },
    h("img", {
      src: url, alt: message.caption || t("photo"), loading: "lazy",
      width: Math.round(size.width * scale), height: Math.round(size.height * scale),
    }));
}

function file(message) {
  const { file_id: id, file_name: name, file_size: size } = message.document;
  return h("a", { class: "file", href: fileUrl(id), download: name ?? "" },
    icon("document"), h("span", {}, name ?? t("document")), h("small", {}, fileSize(size)));
}

function place(message) {
  const { latitude, longitude } = message.location ?? message.venue.location;
  return h("div", { class: "place" },
    h("div", { class: "map" }, icon("pin")),
    h("div", {}, h("strong", {}, message.venue?.title ?? t("location")),
      h("small", {}, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`)));
}

function otherLine(message, kind) {
  const words = message.contact?.first_name ?? message.sticker?.emoji ?? "";
  return h("div", { class: "file" }, icon("document"), h("span", {}, `${t(kind)} ${words}`));
}

function tools(message) {
  if (!choices(message).length) return null;
  return h("div", { class: "tools" },
    isWhispered(message) ? null : iconButton("reply", t("reply"), () => replyTo(message)),
    iconButton("down", t("more"), (click) => offer(click.currentTarget.getBoundingClientRect(), message), { "aria-haspopup": "menu" }));
}

/** To what only one sees there is no answer that others could understand. */
const offer = (at, message) => openMenu(at, choices(message), isWhispered(message) ? [] : reactionChoices(message));

function choices(message) {
  const words = message.text ?? message.caption;
  const mine = isMine(message);
  return [
    !isWhispered(message) && { icon: "reply", label: t("reply"), run: () => replyTo(message) },
    words && { icon: "copy", label: t("copy"), run: () => copy(words) },
    mine && words && { icon: "edit", label: t("edit"), run: () => edit(message) },
    mine && { icon: "trash", label: t("remove"), run: () => remove(message), danger: true },
  ].filter(Boolean);
}

function openAt(click, message) {
  if (click.target.closest("a, input")) return;
  click.preventDefault();
  const { clientX: x, clientY: y } = click;
  if (choices(message).length) offer({ left: x, right: x, top: y, bottom: y }, message);
}

/** Without a mouse there is nothing to hover: a tap on the bubble opens the same menu. */
function openOnTouch(click, message) {
  if (!matchMedia("(hover: none)").matches || click.target.closest("button, a, label, input")) return;
  openAt(click, message);
}
