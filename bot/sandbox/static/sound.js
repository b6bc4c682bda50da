/** Sounds: the sample to send without a microphone, and how long a sound is. */

export const SAMPLE_SECONDS = 4;
const UNKNOWN = 1;

/** A hummed tune, as Telegram's apps record voices: Opus in Ogg. */
export async function sampleVoice() {
  const answer = await fetch("voice.ogg");
  return new File([await answer.blob()], "voice.ogg", { type: "audio/ogg" });
}

/** Whole seconds, at least one; one too where the browser can't read the sound. */
export async function secondsOf(file) {
  const url = URL.createObjectURL(file);
  const seconds = await new Promise((resolve) => {
    const sound = new Audio(url);
    sound.onloadedmetadata = () => resolve(sound.duration);
    sound.onerror = () => resolve(UNKNOWN);
  });
  URL.revokeObjectURL(url);
  return Number.isFinite(seconds) ? Math.max(UNKNOWN, Math.round(seconds)) : UNKNOWN;
}
