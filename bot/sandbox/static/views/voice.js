/** A voice message: a button, a bar that fills as it plays, and its length. */

import { fileUrl } from "../api.js";
import { h, icon } from "../dom.js";
import { length } from "../format.js";
import { t } from "../words.js";
import { toast } from "./notices.js";

let playing = null;

export function voice(message) {
  const { file_id: id, duration } = message.voice ?? message.audio;
  const sound = new Audio();
  sound.preload = "none";
  sound.src = fileUrl(id);
  const bar = h("progress", { max: duration, value: 0, "aria-hidden": "true" });
  const time = h("span", { class: "length" }, length(duration));
  const button = h("button", { type: "button", class: "play", "aria-label": t("playVoice", { length: length(duration) }), onclick: toggle }, icon("play"));

  function toggle() {
    if (!sound.paused) return sound.pause();
    playing?.pause();
    playing = sound;
    sound.play().catch(() => toast(t("cantPlay"), "wrong"));
  }

  function show() {
    button.replaceChildren(icon(sound.paused ? "play" : "freeze"));
    button.setAttribute("aria-pressed", String(!sound.paused));
  }

  sound.addEventListener("play", show);
  sound.addEventListener("pause", show);
  sound.addEventListener("timeupdate", () => {
    bar.value = sound.ended ? 0 : sound.currentTime;
    time.textContent = length(sound.ended || !sound.currentTime ? duration : sound.currentTime);
  });
  return h("div", { class: "voice" }, button, bar, time);
}
