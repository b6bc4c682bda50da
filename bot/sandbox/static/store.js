/** Holds what the page knows at this moment and tells the views which part of it changed. */

export const state = {
  person: null,
  chat: null,
  people: [],
  bots: [],
  chats: [],
  examples: [],
  places: [],
  messages: [],
  limit: 100,
  hasEarlier: false,
  connected: false,
  clock: { now: 0, readAt: 0, frozen: false },
  unreadOf: new Map(),
  replyTo: null,
  editing: null,
  photos: [],
  drafts: new Map(),
  topicOf: new Map(),
};

const listeners = new Map();

/** Calls `listener` whenever one of the topics is told; the topics are the words used in `tell`. */
export function on(topics, listener) {
  for (const topic of topics) listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

/** Each listener runs once, also when it follows several of the topics. */
export function tell(...topics) {
  for (const listener of topics.flatMap((topic) => listeners.get(topic) ?? [])) due.add(listener);
  if (!held) catchUp();
}

function catchUp() {
  const called = [...due];
  due.clear();
  for (const listener of called) listener();
}

/** A button drawn anew between press and release would lose its click: the views wait for the release. */
const due = new Set();
let held = false;

function release() {
  held = false;
  setTimeout(() => held || catchUp()); // the click comes first
}

addEventListener("pointerdown", () => (held = true), true);
for (const end of ["pointerup", "pointercancel", "dragend"]) addEventListener(end, release, true);
addEventListener("blur", release); // of the window

const QUICK_PEOPLE = 5;

export const personOf = (id) => state.people.find((person) => person.id === id) ?? null;
export const botOf = (id) => state.bots.find((bot) => bot.id === id) ?? null;
export const me = () => personOf(state.person);

/** The open chat's line; a bot nobody wrote to yet is a chat waiting for Start. */
export function openChatLine() {
  if (state.chat === null) return null;
  const known = state.chats.find((chat) => chat.id === state.chat);
  return known ?? waitingLines().find((chat) => chat.id === state.chat) ?? null;
}

/** The person's chats and, after them, the bots not yet started. */
export const chatLines = () => [...state.chats, ...waitingLines()];

function waitingLines() {
  const known = new Set(state.chats.filter((chat) => chat.type === "private").map((chat) => chat.id));
  return state.bots
    .filter((bot) => !known.has(bot.id))
    .map((bot) => ({ id: bot.id, type: "private", title: bot.first_name, last: null, unread: 0, waiting: true }));
}

/** Those one may become with one click: whoever has a part in the examples, then people with a note. */
export function quickPeople() {
  const parts = state.examples.flatMap((example) => [example.person, ...(example.with ?? [])]);
  const wanted = [...parts, ...state.people.filter((one) => one.note).map((one) => one.id)];
  return [...new Set(wanted)].map(personOf).filter(Boolean).slice(0, QUICK_PEOPLE);
}

export const unreadTotal = () => state.chats.reduce((sum, chat) => sum + chat.unread, 0);

/** The topic one writes to in the open forum; null is its general one. */
export const openTopic = () => state.topicOf.get(state.chat) ?? null;
export const chooseTopic = (id) => state.topicOf.set(state.chat, id);

const draftKey = () => `${state.person}:${state.chat}`;
export const draft = () => state.drafts.get(draftKey()) ?? "";
export const keepDraft = (text) => state.drafts.set(draftKey(), text);

/** Sandbox time now, running on between two readings of the clock. */
export function sandboxNow() {
  const { now, readAt, frozen } = state.clock;
  return frozen ? now : now + (performance.now() - readAt) / 1000;
}

export function setClock(clock) {
  state.clock = { now: clock.now, readAt: performance.now(), frozen: clock.frozen ?? state.clock.frozen };
}

/** What a bot says to one member of a group alone has a number below 0, apart from the others' numbering. */
export const isWhispered = (message) => message.message_id < 0;

const age = (a, b) => a.date - b.date || isWhispered(a) - isWhispered(b) || Math.abs(a.message_id) - Math.abs(b.message_id);

/** Stores a message of the open chat, new or changed. */
export function putMessage(message) {
  const at = state.messages.findIndex((one) => one.message_id === message.message_id);
  if (at >= 0) state.messages[at] = message;
  else state.messages = [...state.messages, message].sort(age);
}

/** What an answer answers, as it reads now if the page still has it. */
export function originalOf({ reply_to_message: original }) {
  return original && (state.messages.find((one) => one.message_id === original.message_id) ?? original);
}

export function dropMessage(messageId) {
  state.messages = state.messages.filter((one) => one.message_id !== messageId);
}
