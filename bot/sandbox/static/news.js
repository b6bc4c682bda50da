/** Asks for a person's chats and what is new in them: that somebody joined is no news. */

import { getMessages, getState } from "./api.js";
import { serviceLine } from "./format.js";

export async function getNews(person) {
  const answer = await getState(person);
  await Promise.all(answer.chats.filter((line) => line.unread).map((line) => leaveOutService(person, line)));
  return answer;
}

async function leaveOutService(person, line) {
  const newest = await getMessages(person, line.id, line.unread).catch(() => []); // gone from the chat meanwhile
  line.unread = newest.filter((message) => !serviceLine(message)).length;
}
