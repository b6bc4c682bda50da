/** Renders a message's text with its entities as elements, without ever parsing it as markup. */

import { followLink, say } from "../actions.js";
import { h } from "../dom.js";
import { botLink, botNamed, safeHref } from "../links.js";
import { t } from "../words.js";
import { plain } from "./plain.js";

/** Text and entities as nodes; offsets are UTF-16 units, which are JavaScript's own. */
export function rich(text, entities = []) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return weave(text, 0, text.length, sorted);
}

function weave(text, start, end, entities) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [entity, ...later] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = later.filter((one) => one.offset < stop);
    rest = later.slice(inner.length);
    nodes.push(...plain(text.slice(at, entity.offset)));
    nodes.push(wrap(entity, text.slice(entity.offset, stop), weave(text, entity.offset, stop, inner)));
    at = stop;
    // A block ends its line by itself; the line break after it would make an empty line.
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1;
  }
  return [...nodes, ...plain(text.slice(at, end))];
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

function wrap(entity, words, children) {
  const { type } = entity;
  if (TAGS[type]) return h(TAGS[type], {}, children);
  if (type === "text_link") return link(entity.url, children);
  if (type === "url") return link(words, children);
  if (type === "email") return link(`mailto:${words}`, children);
  if (type === "spoiler") return spoiler(children);
  if (type === "mention") return mention(words, children);
  if (type === "bot_command") return textButton(() => say(words), children);
  return h("span", { class: type === "text_mention" ? "mention" : null }, children);
}

function link(address, children) {
  const href = safeHref(address);
  if (!href) return h("span", {}, children);
  return h("a", {
    href, target: "_blank", rel: "noopener noreferrer",
    onclick: (click) => {
      if (!botLink(address)) return;
      click.preventDefault();
      followLink(address);
    },
  }, children);
}

function mention(words, children) {
  if (!botNamed(words)) return h("span", { class: "mention" }, children);
  return textButton(() => followLink(`https://t.me/${words.slice(1)}`), children);
}

const textButton = (onclick, children) => h("button", { type: "button", class: "text-button", onclick }, children);

function spoiler(children) {
  const cover = h("button", {
    type: "button", class: "spoiler", "aria-label": t("spoiler"),
    onclick: () => {
      cover.classList.add("open");
      cover.removeAttribute("aria-label");
    },
  }, children);
  return cover;
}
