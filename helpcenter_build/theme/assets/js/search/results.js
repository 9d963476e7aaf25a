// The list of results in Material's words: an article per entry, below it its headings that answer.
import { element } from "./element.js";
import { remember } from "./recent.js";

export class Results {
  // `counts` say how many articles were found, `none` that none was; `release(answer)` shows what had to wait.
  constructor({ start, counts, none }, input, share, release) {
    Object.assign(this, { start, counts, none, release });
    this.meta = element("div", { class: "md-search-result__meta", role: "status" }, start);
    this.list = element("ol", { class: "md-search-result__list" });
    this.head = element("div", { class: "hc-search__head" }, this.meta, share);
    this.element = element("div", { class: "md-search-result", "data-md-component": "search-result" }, this.head, this.list);
    this.list.addEventListener("click", () => remember(input.value));
    this.shown = [];
  }

  // A reader whose keyboard is in `place`, which holds the list, or who aims at it finds everything where it was: what would
  // move it waits.
  watch(place) {
    this.place = place;
    for (const sign of ["pointermove", "pointerdown"]) this.list.addEventListener(sign, () => (this.isAimedAt = true));
    this.list.addEventListener("pointerleave", () => this.free());
    place.addEventListener("focusout", ({ relatedTarget }) => place.contains(relatedTarget) || this.free());
  }

  free() {
    this.isAimedAt = false;
    if (this.waiting) this.release(this.waiting);
  }

  // Whether the answer has to wait: new results for the keyboard's focus, the rest of those shown for the pointer.
  holds(answer) {
    const isMore = this.isSame(answer.items);
    const hasFocus = this.place.contains(document.activeElement);
    const mustWait = isMore ? this.isAimedAt : hasFocus;
    this.waiting = mustWait ? answer : null;
    return mustWait;
  }

  isSame(items) {
    return items.length > 0 && items.map(([{ location }]) => location).join() === this.shown.join();
  }

  show({ query, items, hits }) {
    const isMore = this.isSame(items);
    this.shown = items.map(([{ location }]) => location);
    if (!isMore) {
      this.list.replaceChildren(...items.map(() => element("li", { class: "md-search-result__item" })));
      this.isAimedAt = false;
    }
    items.forEach((group, at) => this.fill(this.list.children[at], group));
    const said = hits ? this.counts[hits] : this.none;
    this.tell(query ? said : this.start);
  }

  tell(text) {
    if (this.meta.textContent !== text) this.meta.textContent = text; // what is said again is heard again
  }

  // The links of an entry that are there already stay, with the focus.
  fill(entry, group) {
    group.forEach((part, at) => {
      const link = entry.children[at] ?? entry.appendChild(element("a", { class: "md-search-result__link" }));
      link.href = addressOf(part);
      link.innerHTML = at ? headingOf(part) : articleOf(part);
    });
    while (entry.children.length > group.length) entry.lastChild.remove();
  }
}

// The words to mark on the opened page come along, behind a # and not as Material's ?h=: no server hears of them.
function addressOf({ location: path, terms }) {
  const address = new URL(path, location);
  const words = Object.keys(terms);
  const at = address.hash.slice(1);
  if (words.length) address.hash = new URLSearchParams({ h: words.join(" "), ...(at && { at }) });
  return address;
}

// The worker has escaped what stands in `title`, `text` and `tags`. Headings in a list of links are none of the page's own.
const articleOf = ({ title, text, tags }) =>
  `<article class="md-search-result__article md-typeset" role="none"><h1 role="none">${title}</h1>${text}` +
  `<nav class="md-tags" role="none">${tags.map((tag) => `<span class="md-tag">${tag}</span>`).join("")}</nav></article>`;

const headingOf = ({ title }) =>
  `<article class="md-search-result__article md-typeset" role="none"><h2 role="none">${title}</h2></article>`;
