// What the box offers before anything is typed, and when nothing fits: the last searches, the most asked articles.
import { element, titledList } from "./element.js";
import { forget, recent } from "./recent.js";
import { areKeysOff, switchKeys } from "./shortcuts.js";

export class Start {
  // `retry(query)` searches anew; `box` is box.json.
  constructor(box, retry) {
    this.box = box;
    this.retry = retry;
    this.element = element("div", { class: "hc-start" });
    this.show({ query: "", hits: 0 });
  }

  show({ query, verdict, hits, recognised }) {
    const isFruitless = !recognised && (verdict === "nothing_fits" || hits === 0);
    const state = JSON.stringify([!query && recent(), isFruitless]);
    if (state === this.state) return; // what has the focus stays
    this.state = state;
    this.element.replaceChildren(...this.offered(query, isFruitless));
  }

  offered(query, isFruitless) {
    if (!query) return [...this.recent(), ...this.mostAsked(), this.keys()];
    return isFruitless ? this.mostAsked() : [];
  }

  recent() {
    const links = recent().map((query) => this.again(query));
    return titledList(this.box.words.recent, "hc-recent", links, this.forgetting());
  }

  // A link, so that it opens in another tab, too.
  again(query) {
    const address = `${this.box.results}?q=${encodeURIComponent(query)}`;
    const link = element("a", { class: "hc-start__link", href: address }, element("bdi", {}, query));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.retry(query);
    });
    return link;
  }

  forgetting() {
    const button = element("button", { class: "hc-search__again", type: "button" }, this.box.words.forget);
    button.addEventListener("click", () => {
      forget();
      this.show({ query: "", hits: 0 });
      this.retry("");
    });
    return button;
  }

  mostAsked() {
    const links = this.box.most_asked.map(({ title, url, lang, dir }) =>
      element("a", { class: "hc-start__link", href: url, ...(lang ? { lang, dir } : {}) }, title),
    );
    return titledList(this.box.words.most_asked, "hc-most-asked", links);
  }

  // Single keys are in the way of readers who speak to their device: WCAG 2.2, 2.1.4.
  keys() {
    const { keys, keys_off: off, keys_on: on } = this.box.words;
    const button = element("button", { class: "hc-search__again", type: "button" }, areKeysOff() ? on : off);
    button.addEventListener("click", () => (button.textContent = switchKeys() ? on : off));
    const names = ["f", "s", "/"].flatMap((name) => [element("kbd", {}, name), " "]);
    return element("p", { class: "hc-start__keys" }, keys, " ", ...names, button);
  }
}
