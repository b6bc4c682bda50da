/** Turns values into what a reader sees: names, times, colours and one-line summaries. */

import { language, t } from "./words.js";

/** The zone in which the bot's own texts are written, so that bubbles and texts agree. */
const ZONE = "Asia/Shanghai";
const COLOURS = 8;

const formatters = new Map();

function format(seconds, options) {
  const key = language() + JSON.stringify(options);
  if (!formatters.has(key)) {
    const locale = language() === "zh" ? "zh-CN" : "en-GB";
    formatters.set(key, new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }));
  }
  return formatters.get(key).format(new Date(seconds * 1000));
}

export const clockTime = (seconds) => format(seconds, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const clockTimeFull = (seconds) =>
  format(seconds, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
export const fullDate = (seconds) => format(seconds, { year: "numeric", month: "long", day: "numeric", weekday: "short" });
export const dayKey = (seconds) => format(seconds, { year: "numeric", month: "2-digit", day: "2-digit" });

export function dayName(seconds, now) {
  if (dayKey(seconds) === dayKey(now)) return t("today");
  if (dayKey(seconds) === dayKey(now - 86400)) return t("yesterday");
  return format(seconds, { month: "long", day: "numeric", weekday: "short" });
}

/** Time of day for today, the date before. */
export function listTime(seconds, now) {
  if (dayKey(seconds) === dayKey(now)) return clockTime(seconds);
  return format(seconds, { month: "numeric", day: "numeric" });
}

/** Chinese full names are written without a space. */
export function nameOf(user) {
  if (!user) return "";
  const gap = /\p{Script=Han}/u.test(user.first_name + (user.last_name ?? "")) ? "" : " ";
  return [user.first_name, user.last_name].filter(Boolean).join(gap);
}

/** A person's role; one given as "妈妈 | mother" is Chinese and English. */
export function noteOf(person) {
  const [zh, en = zh] = (person?.note ?? "").split(" | ");
  return language() === "zh" ? zh : en;
}

/** Who signs a message: a group writing as itself is its anonymous admin. */
export const authorOf = (message) => (message.sender_chat ? message.sender_chat.title : nameOf(message.from));

export const initial = (name) => [...name].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "·";

/** The same id has the same colour everywhere; the number picks a `--hue-…` of the style sheet. */
export const colourOf = (id) => Math.abs(id) % COLOURS;

const KINDS = ["photo", "voice", "audio", "document", "video", "sticker", "location", "venue", "contact", "poll"];
const KIND_WORDS = { audio: "voice", venue: "location" };

export const kindOf = (message) => KINDS.find((kind) => message[kind]) ?? null;

/** The message in one line, for the chats list, reply quotes and the live region. */
export function summary(message) {
  const service = serviceLine(message);
  if (service) return service;
  const words = message.text ?? message.caption ?? message.poll?.question ?? "";
  const kind = kindOf(message);
  const label = kind ? `[${t(KIND_WORDS[kind] ?? kind)}]` : words ? "" : `[${t("other")}]`;
  const sound = message.voice ?? message.audio;
  return [label, sound ? length(sound.duration) : "", words.replace(/\s+/g, " ")].filter(Boolean).join(" ");
}

/** What a service message says, or null for an ordinary one. */
export function serviceLine(message) {
  if (message.new_chat_members) return t("joined", { name: message.new_chat_members.map(nameOf).join("、") });
  if (message.left_chat_member) return t("left", { name: nameOf(message.left_chat_member) });
  if (message.new_chat_title) return t("renamed", { title: message.new_chat_title });
  if (message.group_chat_created || message.supergroup_chat_created) return t("created");
  if (message.pinned_message) return t("pinned", { name: authorOf(message), what: summary(message.pinned_message) });
  if (message.forum_topic_created) return t("topicCreated", { name: message.forum_topic_created.name });
  if (message.forum_topic_edited?.name) return t("topicRenamed", { name: message.forum_topic_edited.name });
  if (message.forum_topic_closed) return t("topicClosed");
  if (message.forum_topic_reopened) return t("topicReopened");
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("migrated");
  return null;
}

/** Minutes and seconds of a sound: 0:04. */
export const length = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function fileSize(bytes) {
  if (!bytes) return "";
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
