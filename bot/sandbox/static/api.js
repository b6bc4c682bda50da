/** Speaks the sandbox's `/client` interface, as written in docs/sandbox-client.md. */

/** The sandbox said no; the message is its own sentence. */
export class Refused extends Error {}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/client/${path}`, options);
  } catch {
    throw new Refused("");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error ?? `HTTP ${response.status}`);
  return body;
}

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const getState = (person) => ask(person ? `state?person=${person}` : "state");

export const getMessages = (person, chat, limit) =>
  ask(`messages?person=${person}&chat=${chat}&limit=${limit}`).then((answer) => answer.messages);

export const getClock = () => ask("clock");
export const moveClock = (change) => post("clock", change);
export const getLimits = () => ask("limits");
export const setLimits = (factor) => post("limits", { factor });
export const getFaults = () => ask("faults");
export const addFault = (fault) => post("faults", fault);
export const clearFaults = () => ask("faults", { method: "DELETE" });
export const getCalls = (limit) => ask(`calls?limit=${limit}`);

export const sendMessage = (message) => post("messages", message);
export const editMessage = (edit) => post("edits", edit);
export const deleteMessage = (which) => post("deletes", which);
export const pressButton = (press) => post("presses", press);
export const vote = (vote) => post("votes", vote);
export const react = (reaction) => post("reactions", reaction);
export const startBot = (start) => post("starts", start);
export const markRead = (person, chat) => post("reads", { person, chat });
export const joinChat = (person, chat) => post("members", { chat, user: person, status: "member" });

/** Sends a file part named `kind` ("photo", "voice"); the other fields as in `sendMessage`. */
export function sendFile(kind, file, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== "") form.append(name, value);
  }
  form.append(kind, file, file.name || `${kind}.jpg`);
  return ask("messages", { method: "POST", body: form });
}

export const fileUrl = (fileId) => `/client/files/${encodeURIComponent(fileId)}`;

export function eventsUrl(person) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/client/events?person=${person}`;
}
