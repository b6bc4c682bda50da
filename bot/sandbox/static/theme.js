/** Light or dark: as the machine has it until somebody chooses otherwise, which is remembered. */

import { tell } from "./store.js";

const KEY = "sandbox.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

export const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

/** A choice that agrees with the machine is none: the page goes on following it. */
export function toggleTheme() {
  const wanted = isDark() ? "light" : "dark";
  if ((wanted === "dark") === system.matches) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, wanted);
  applyTheme();
}

export function applyTheme() {
  const kept = localStorage.getItem(KEY);
  if (kept) document.documentElement.dataset.theme = kept;
  else delete document.documentElement.dataset.theme;
  tell("theme");
}

system.addEventListener("change", applyTheme);
