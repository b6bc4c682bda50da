/** Keeps the page in step with the sandbox: who one is, which chat is open, what happens there. */

import * as api from "./api.js";
import { authorOf, serviceLine, summary } from "./format.js";
import { follow } from "./live.js";
import { readRoute, writeRoute } from "./route.js";
import { dropMessage, openChatLine, personOf, putMessage, quickPeople, setClock, state, tell } from "./store.js";
import { announce, attempt } from "./views/notices.js";

const KEY = "sandbox.person";
const PAGE = 100;
const ALL = 1000;
const BOOT_PAUSE = 1000;

let hangUp = () => {};
let heard = 0;

/** Asks again when something happened meanwhile: the answer may be older than what the page was told. */
async function upToDate(ask) {
  for (;;) {
    const before = heard;
    const answer = await ask();
    if (heard === before) return answer;
  }
}

/** Loads the sandbox's people and becomes the one of the address, of last time, or the first. */
export async function begin() {
  try {
    takeState(await api.getState(null));
  } catch {
    setTimeout(begin, BOOT_PAUSE);
    return;
  }
  const { person, chat } = readRoute();
  const known = [person, Number(localStorage.getItem(KEY)), quickPeople()[0]?.id].find((id) => id && personOf(id));
  if (known ?? state.people[0]) be(known ?? state.people[0].id, chat);
  else setTimeout(begin, BOOT_PAUSE);
}

export function be(person, chat = state.chat) {
  if (person === state.person) return openChat(chat);
  localStorage.setItem(KEY, person);
  hangUp();
  Object.assign(state, { person, chats: [], connected: false });
  settleIn(chat);
  hangUp = follow(person, {
    onOpen: () => attempt(reload()),
    onLost: () => {
      state.connected = false;
      tell("connection");
    },
    onEvent: receive,
  });
  tell("person");
}

export function openChat(chat) {
  if (chat === state.chat) return;
  settleIn(chat);
  if (chat !== null && state.connected) attempt(loadMessages());
}

function settleIn(chat) {
  Object.assign(state, { chat, messages: [], limit: PAGE, hasEarlier: false, replyTo: null, editing: null, photos: [] });
  writeRoute(state);
  tell("chat", "chats", "messages");
}

function takeState(answer) {
  const { people, bots, chats, examples, places } = answer;
  Object.assign(state, { people, bots, chats, examples: examples ?? [], places: places ?? [] });
  setClock(answer);
}

async function reload() {
  const { person } = state;
  const [answer, clock] = await upToDate(() => Promise.all([api.getState(person), api.getClock()]));
  if (person !== state.person) return;
  takeState(answer);
  setClock(clock);
  state.connected = true;
  leaveLostChat();
  tell("connection", "people", "chats", "examples", "clock", "chat");
  if (state.chat !== null) await loadMessages();
}

/** The person may have been put out of the open chat, or may never have been in it. */
function leaveLostChat() {
  if (state.chat !== null && !openChatLine()) settleIn(null);
}

async function loadMessages() {
  const { person, chat, limit } = state;
  const messages = openChatLine()?.waiting ? [] : await upToDate(() => api.getMessages(person, chat, limit));
  const askedForMore = limit < state.limit; // that answer holds all of this one
  if (person !== state.person || chat !== state.chat || askedForMore) return;
  state.messages = messages;
  state.hasEarlier = messages.length === limit;
  tell("messages");
  readOpenChat();
}

export function loadEarlier() {
  state.limit += PAGE;
  return attempt(loadMessages());
}

/** As much of the open chat as the sandbox tells at once. */
export function loadAll() {
  state.limit = Math.max(state.limit, ALL);
  return attempt(loadMessages());
}

/** The open chat counts as read only while somebody can see it. */
export function readOpenChat() {
  const line = openChatLine();
  if (!line || line.waiting || document.visibilityState !== "visible" || line.unread === 0) return;
  line.unread = 0;
  tell("chats");
  attempt(api.markRead(state.person, line.id));
}

function receive(event) {
  heard += 1;
  if (event.event === "message") return receiveMessage(event.chat, event.message);
  if (event.event === "edit") return receiveEdit(event.chat, event.message);
  if (event.event === "delete") return receiveDelete(event.chat, event.message_id);
  if (event.event === "clock") return attempt(readClock());
  if (event.event === "chats" || event.event === "examples") return attempt(refresh());
}

export async function readClock() {
  setClock(await api.getClock());
  tell("clock");
}

let refreshing = null;

/** Many events in a row are one question: what is under way is asked again anyway when something happened meanwhile. */
function refresh() {
  if (refreshing?.person === state.person) return refreshing.done;
  const mine = { person: state.person };
  mine.done = refreshOnce().finally(() => {
    if (refreshing === mine) refreshing = null;
  });
  refreshing = mine;
  return mine.done;
}

async function refreshOnce() {
  const { person } = state;
  const answer = await upToDate(() => api.getState(person));
  if (person !== state.person) return;
  takeState(answer);
  leaveLostChat();
  tell("people", "chats", "examples", "chat");
  readOpenChat();
}

function receiveMessage(chat, message) {
  const line = state.chats.find((one) => one.id === chat);
  if (!line) return attempt(refresh().then(() => (chat === state.chat ? loadMessages() : null)));
  const mine = message.from?.id === state.person && !message.sender_chat;
  const counted = line.last && message.message_id <= line.last.message_id;
  if (!counted) line.last = message;
  if (message.pinned_message) line.pinned = message.pinned_message.message_id;
  if (!counted && !mine && !serviceLine(message)) line.unread += 1;
  state.chats = [line, ...state.chats.filter((one) => one !== line)];
  if (chat === state.chat) {
    putMessage(message);
    tell("messages");
    readOpenChat();
    if (!mine) announce(`${authorOf(message)}: ${summary(message)}`);
    if (message.migrate_to_chat_id) openChat(message.migrate_to_chat_id);
  }
  tell("chats");
}

function receiveEdit(chat, message) {
  const line = state.chats.find((one) => one.id === chat);
  if (line?.last?.message_id === message.message_id) line.last = message;
  if (chat === state.chat && state.messages.some((one) => one.message_id === message.message_id)) {
    putMessage(message);
    tell("messages");
  }
  tell("chats");
}

function receiveDelete(chat, messageId) {
  if (chat === state.chat) {
    dropMessage(messageId);
    tell("messages");
  }
  const line = state.chats.find((one) => one.id === chat);
  if (line?.last?.message_id === messageId) attempt(refresh());
}
