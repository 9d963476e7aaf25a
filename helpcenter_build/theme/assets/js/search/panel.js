// What opens below the search form: a notice, sections to choose from, results or what to begin with, the door to the shop.
import { element } from "./element.js";
import { Filters } from "./filters.js";
import { Notice } from "./notice.js";
import { Results } from "./results.js";
import { Share } from "./share.js";
import { Start } from "./start.js";

export class Panel {
  // `box` is box.json; `search(query)` and `choose(section)` ask anew, `show(answer)` shows one that had to wait.
  constructor(box, input, { search, choose, show }) {
    this.contact = box.contact;
    this.notice = new Notice(box.notice, search);
    const filters = new Filters(box.words, choose);
    const share = new Share(box, input);
    this.results = new Results(box, input, share.element, show);
    const start = new Start(box, search);
    this.door = element("a", { class: "hc-search__door" }, box.door);
    const scroll = element("div", { class: "md-search__scrollwrap" }, this.results.element, start.element);
    this.results.watch(scroll);
    this.element = element("div", { class: "hc-search__panel" }, this.notice.element, filters.element, scroll, this.door);
    this.parts = [this.notice, filters, share, this.results, start];
    this.show({ query: "", items: [], hits: 0 });
  }

  show(answer) {
    for (const part of this.parts) part.show(answer);
    const asked = answer.verdict === "nothing_fits" ? `?q=${encodeURIComponent(answer.query)}` : "";
    this.door.href = this.contact + asked;
  }

  // What Enter takes: the tracker for a number, the best article; with neither the results page has the answer.
  bestOf({ verdict, recognised, hits }) {
    if (recognised && !hits) return this.notice.element.querySelector("a");
    return hits && verdict !== "nothing_fits" ? this.results.list.querySelector("a") : null;
  }
}
