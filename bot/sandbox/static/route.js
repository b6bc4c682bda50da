/** Reads and writes `#as=ID&chat=ID`, so that each window keeps its own person and chat. */

const number = (text) => (text === null || text === "" ? null : Number(text));

export function readRoute() {
  const parts = new URLSearchParams(location.hash.slice(1));
  return { person: number(parts.get("as")), chat: number(parts.get("chat")) };
}

/** Opening and leaving a chat are steps for the browser's back button; changes of person are not. */
export function writeRoute({ person, chat }) {
  const hash = chat === null ? `#as=${person}` : `#as=${person}&chat=${chat}`;
  if (hash === location.hash) return;
  const step = readRoute().chat === null && chat !== null;
  history[step ? "pushState" : "replaceState"](null, "", hash);
}
