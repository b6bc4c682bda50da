/** Lets anybody have things go wrong on purpose: what, in which calls, in which chat, how often. */

import { addFault, clearFaults, getFaults, getState } from "../api.js";
import { h, icon } from "../dom.js";
import { on, state } from "../store.js";
import { t } from "../words.js";
import { learnNames, nameOfChat } from "./calls.js";
import { attempt } from "./notices.js";

const KINDS = ["429", "400", "403", "migrate", "500", "502html", "drop_before", "drop_after", "delay", "late", "reorder", "poison", "redeliver"];
const SLOW = ["delay", "late"];

/** These strike when a bot asks what is new; they concern no method and no chat. */
const ON_POLLING = new Set(["poison", "redeliver"]);
const METHODS = ["sendMessage", "sendPhoto", "sendLocation", "editMessageText", "editMessageReplyMarkup", "deleteMessage", "answerCallbackQuery", "getUpdates"];
const MOST = 99;

export function faultsPanel() {
  const form = h("div", {});
  const coming = h("div", { "aria-live": "polite" });
  const summary = h("summary", {});
  const section = h("details", { class: "drawer-part", ontoggle: () => section.open && offer() }, summary, form, coming);
  const asked = { kind: KINDS[0], method: "", chat: 0, times: 1, retry_after: 5, seconds: 3 };
  let rows = [];
  let chats = [];

  async function load() {
    const answer = await getFaults().catch(() => null);
    if (answer) take(answer);
  }

  function take({ faults }) {
    const changed = JSON.stringify(faults) !== JSON.stringify(rows);
    rows = faults;
    if (changed) showComing();
  }

  function showComing() {
    summary.replaceChildren(t("faults"), rows.length ? h("span", { class: "badge" }, rows.length) : "");
    coming.replaceChildren(...(rows.length ? list(rows, () => attempt(clearFaults().then(take))) : [h("p", { class: "hint" }, t("noFaults"))]));
  }

  async function offer() {
    await learnNames();
    chats = (await getState(null).catch(() => state)).chats;
    build();
  }

  function build() {
    form.replaceChildren(fields(asked, chats, build, submit));
    showComing();
  }

  async function submit() {
    if (await attempt(addFault(wanted(asked)).then(take))) coming.scrollIntoView({ block: "nearest" });
  }

  on(["language"], build);
  return { section, load };
}

/** What the sandbox is asked for: only what the kind knows. */
function wanted({ kind, method, chat, times, retry_after: wait, seconds }) {
  return {
    kind, times,
    ...(!ON_POLLING.has(kind) && { method, chat }),
    ...(kind === "429" && { retry_after: wait }),
    ...(SLOW.includes(kind) && { seconds }),
  };
}

function fields(asked, chats, build, submit) {
  const { kind } = asked;
  const take = (name, value, again = false) => {
    asked[name] = value;
    if (!again) return;
    build();
    document.querySelector("[data-testid=fault-kind]").focus();
  };
  return h("form", {
    class: "fault-form",
    onsubmit: (event) => {
      event.preventDefault();
      submit();
    },
  },
  select("fault-kind", t("faultKind"), KINDS.map((one) => [one, t(`fault_${one}`)]), kind, (value) => take("kind", value, true)),
  h("p", { class: "hint" }, t(`faultNote_${kind}`)),
  ON_POLLING.has(kind) ? null : select("fault-method", t("faultMethod"), methods(), asked.method, (value) => take("method", value)),
  ON_POLLING.has(kind) ? null : select("fault-chat", t("faultChat"), places(chats), String(asked.chat), (value) => take("chat", Number(value))),
  h("div", { class: "pair" },
    number("fault-times", t("faultTimes"), asked.times, MOST, (value) => take("times", value)),
    kind === "429" ? number("fault-wait", t("faultWait"), asked.retry_after, 3600, (value) => take("retry_after", value)) : null,
    SLOW.includes(kind) ? number("fault-seconds", t("faultSeconds"), asked.seconds, 600, (value) => take("seconds", value)) : null),
  h("button", { class: "primary", "data-testid": "fault-add" }, t("faultAdd")));
}

const methods = () => [["", t("anyCall")], ...METHODS.map((method) => [method, `${t(`call_${method}`)} · ${method}`])];

/** Groups by title; in private a chat bears the person's id. */
function places(chats) {
  return [["0", t("anyChat")], ...chats.map((chat) => [String(chat.id), chat.title]), ...state.people.map((one) => [String(one.id), t("privateWith", { name: nameOfChat(one.id) })])];
}

function select(testId, label, options, chosen, take) {
  const choice = h("select", { "data-testid": testId, onchange: () => take(choice.value) },
    options.map(([value, word]) => h("option", { value, selected: value === chosen }, word)));
  return h("label", {}, h("span", {}, label), choice);
}

function number(testId, label, value, most, take) {
  const field = h("input", { type: "number", min: 1, max: most, value, required: true, "data-testid": testId, onchange: () => take(Number(field.value)) });
  return h("label", {}, h("span", {}, label), field);
}

function list(rows, clear) {
  return [
    h("h3", {}, t("faultsComing")),
    h("ul", { class: "coming", "data-testid": "faults-coming" }, rows.map((fault) => h("li", {}, icon("pulse"), h("span", {}, h("strong", {}, t(`fault_${fault.kind}`)),
      h("small", {}, [fault.method || t("anyCall"), fault.chat ? nameOfChat(fault.chat) : null, t("timesLeft", { n: fault.times })].filter(Boolean).join(" · ")))))),
    h("button", { type: "button", class: "ghost", "data-testid": "faults-clear", onclick: clear }, t("faultsClear")),
  ];
}
