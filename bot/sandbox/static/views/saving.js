/** Keeps the rehearsal: one file with all that was said, to show others. */

import { h, icon } from "../dom.js";
import { dayKey, nameOf } from "../format.js";
import { rehearsal } from "../rehearsal.js";
import { me, on, sandboxNow, state } from "../store.js";
import { spokenIn, t } from "../words.js";
import { attempt, toast } from "./notices.js";

export function savingPanel() {
  const summary = h("summary", {});
  const body = h("form", { class: "saving", onsubmit: (event) => save(event, body) });
  on(["language", "person", "people"], () => {
    summary.textContent = t("saving");
    const whole = body.elements.all?.value;
    body.replaceChildren(
      h("p", { class: "hint" }, t("savingNote")),
      h("label", {}, h("span", {}, t("savingWhat")), h("select", { name: "all", "data-testid": "saving-what" },
        h("option", { value: "" }, t("seenBy", { name: nameOf(me()) })),
        h("option", { value: "all", selected: whole === "all" }, t("allGroups")))),
      h("button", { class: "primary", "data-testid": "save" }, icon("download"), t("savingDo")));
  });
  return h("details", { class: "drawer-part" }, summary, body);
}

async function save(event, form) {
  event.preventDefault();
  const button = form.querySelector("button");
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const person = form.elements.all.value ? null : state.person;
  await attempt(rehearsal(person).then(download));
  button.removeAttribute("aria-busy");
}

function download(page) {
  const name = `rehearsal-${spokenIn("en", () => dayKey(sandboxNow())).split("/").reverse().join("-")}.html`;
  const url = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  toast(t("saved", { name }));
}
