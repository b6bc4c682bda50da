/** Keeps one WebSocket of events open for one person, coming back with growing pauses after a loss. */

import { eventsUrl } from "./api.js";

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 8000;

/**
 * `onOpen` runs after every (re)connection: events of the time between are lost, so reload there.
 * Returns a function that ends the connection for good.
 */
export function follow(person, { onOpen, onLost, onEvent }) {
  let socket = null;
  let timer = null;
  let pause = FIRST_PAUSE;
  let ended = false;

  function open() {
    socket = new WebSocket(eventsUrl(person));
    socket.onopen = () => {
      pause = FIRST_PAUSE;
      onOpen();
    };
    socket.onmessage = (frame) => onEvent(JSON.parse(frame.data));
    socket.onclose = retry;
  }

  function retry() {
    if (ended) return;
    onLost();
    timer = setTimeout(open, pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    socket.close();
  };
}
