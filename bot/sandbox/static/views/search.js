/** Finds words in the open chat: a bar with what is sought, how often it is there, and the way from one to the next. */

import { h, iconButton } from "../dom.js";
import { loadAll } from "../session.js";
import { on, state, tell } from "../store.js";
import { t } from "../words.js";
import { jumpTo } from "./jump.js";

const seeking = { open: false };

export function openSearch() {
  if (state.chat === null) return;
  seeking.open = true;
  tell("search");
}

export const searchView = () => new Search().bar;

class Search {
  constructor() {
    this.input = h("input", { type: "search", "data-testid": "search", enterkeyhint: "search", oninput: () => this.seek(), onkeydown: (key) => this.key(key) });
    this.count = h("span", { class: "count", role: "status", "data-testid": "search-count" });
    this.bar = h("div", { class: "search", role: "search", hidden: true });
    this.found = [];
    this.at = 0;
    on(["search"], () => this.open());
    on(["language"], () => this.build());
    on(["messages"], () => seeking.open && this.look());
    on(["chat"], () => this.place !== here() && this.close());
  }

  build() {
    this.input.placeholder = t("searchChat");
    this.input.setAttribute("aria-label", t("searchChat"));
    this.bar.replaceChildren(this.input, this.count,
      iconButton("up", t("olderMatch"), () => this.go(-1), { "data-testid": "search-older" }),
      iconButton("down", t("newerMatch"), () => this.go(1), { "data-testid": "search-newer" }),
      iconButton("close", t("close"), () => this.leave(), { "data-testid": "search-close" }));
    this.tellCount();
  }

  async open() {
    this.bar.hidden = false;
    this.place = here();
    this.input.select();
    this.input.focus();
    if (state.hasEarlier) await loadAll();
  }

  close() {
    seeking.open = false;
    this.bar.hidden = true;
    this.input.value = "";
    this.found = [];
    this.paint();
  }

  /** Closed by hand, one goes on writing. */
  leave() {
    this.close();
    tell("composer");
  }

  key(press) {
    if (press.isComposing) return;
    const step = { Enter: press.shiftKey ? 1 : -1, ArrowUp: -1, ArrowDown: 1 }[press.key];
    if (press.key === "Escape") this.leave();
    else if (step) this.go(step);
    else return;
    press.preventDefault();
  }

  /** The newest comes first: it is what people mean most often. */
  seek() {
    this.look();
    this.at = this.found.length - 1;
    this.show();
  }

  look() {
    const shown = this.found[this.at];
    const sought = this.input.value.trim().toLowerCase();
    this.found = sought ? state.messages.filter((one) => wordsOf(one).toLowerCase().includes(sought)).map((one) => one.message_id) : [];
    this.at = this.found.includes(shown) ? this.found.indexOf(shown) : this.found.length - 1;
    this.tellCount();
    this.paint();
  }

  go(step) {
    if (!this.found.length) return;
    this.at = (this.at + step + this.found.length) % this.found.length;
    this.show();
  }

  show() {
    this.tellCount();
    this.paint();
    if (this.found.length) jumpTo(this.found[this.at]);
  }

  tellCount() {
    const { length } = this.found;
    if (!this.input.value.trim()) this.count.textContent = "";
    else this.count.textContent = length ? `${this.at + 1}/${length}` : t("noMatch");
  }

  /** Marks the words without touching the bubbles; a browser that can't still jumps to them. */
  paint() {
    if (!CSS.highlights) return;
    const sought = this.input.value.trim().toLowerCase();
    const now = this.found[this.at];
    const ranges = sought ? this.found.flatMap((id) => rangesIn(id, sought).map((range) => ({ range, now: id === now }))) : [];
    CSS.highlights.set("found", new Highlight(...ranges.filter((one) => !one.now).map((one) => one.range)));
    CSS.highlights.set("found-now", new Highlight(...ranges.filter((one) => one.now).map((one) => one.range)));
  }
}

const here = () => `${state.person}:${state.chat}`;

function wordsOf(message) {
  const { poll, document: file, venue } = message;
  const parts = [message.text, message.caption, poll?.question, ...(poll?.options ?? []).map((one) => one.text), file?.file_name, venue?.title];
  return parts.filter(Boolean).join("\n");
}

function rangesIn(messageId, sought) {
  const row = document.querySelector(`#messages [data-id="${messageId}"] .bubble`);
  if (!row) return [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const ranges = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const text = node.data.toLowerCase();
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, Math.min(at + sought.length, node.length));
      ranges.push(range);
    }
  }
  return ranges;
}
