// Brings Material's search into the page's own search form, once the reader touches it.
import { Completion } from "../search/completion.js";
import { element } from "../search/element.js";
import { Filters } from "../search/filters.js";
import { Keys } from "../search/keys.js";
import { Notice } from "../search/notice.js";
import { remember } from "../search/recent.js";
import { Start } from "../search/start.js";

const folder = new URL("..", import.meta.url);

export default class Search {
  constructor(form) {
    this.form = form;
    this.input = form.elements.q;
    // Of this page alone; a browser without such channels shows results without the line above them.
    this.channel = "BroadcastChannel" in window ? `hc-search-${Math.random().toString(36).slice(2)}` : "";
    this.input.addEventListener("input", () => this.tellMaterial()); // what is pasted or spoken has no keys
    this.input.addEventListener("keydown", (event) => this.leave(event));
    this.form.addEventListener("submit", () => remember(this.input.value));
    this.parts = [];
    this.listen();
    this.load();
  }

  // What was typed before Material listened is told as soon as it answers for the first time.
  listen() {
    if (!this.channel) return;
    this.worker = new BroadcastChannel(this.channel);
    this.worker.addEventListener("message", ({ data }) => {
      this.answer = data;
      this.show(data);
      if (!data.failed && data.query !== this.input.value) this.tellMaterial();
    });
  }

  show(answer) {
    this.form.dataset.verdict = (!answer.section && answer.verdict) || ""; // of a section the best is no answer yet
    this.form.toggleAttribute("data-number", Boolean(answer.recognised) && !answer.hits);
    for (const part of this.parts) part.show(answer);
    const query = answer.verdict === "nothing_fits" ? this.input.value : "";
    this.door.href = query ? `${this.door.dataset.href}?q=${encodeURIComponent(query)}` : this.door.dataset.href;
  }

  // Material takes Enter to the best article; with none for what is typed now, the results page has the answer.
  leave(event) {
    const { query, verdict, hits } = this.answer ?? {};
    const isAnswered = query === this.input.value && hits > 0 && verdict !== "nothing_fits";
    if (event.key === "Enter" && !isAnswered) event.stopPropagation();
  }

  tellMaterial() {
    this.input.dispatchEvent(new KeyboardEvent("keyup"));
  }

  async load() {
    const answer = await fetch(this.form.dataset.box);
    if (!answer.ok) return; // the form still leads to the results page
    const box = await answer.json();
    await this.addStyles();
    this.addPanel(box);
    this.addToggles();
    this.addMaterial(box.config);
    // Who has searched once may search without network.
    navigator.serviceWorker?.ready.then(({ active }) => active.postMessage("search"));
  }

  addStyles() {
    const sheet = element("link", { rel: "stylesheet", href: new URL("search.css", folder) });
    const loaded = new Promise((resolve) => sheet.addEventListener("load", resolve));
    document.head.append(sheet);
    return loaded;
  }

  addPanel(box) {
    const retry = (query) => this.retry(query);
    const notice = new Notice(box.notice, retry);
    const filters = new Filters(box.words, (section) => this.worker.postMessage({ section }));
    const start = new Start(box, retry);
    const completion = new Completion(this.input, retry);
    if (this.channel) this.parts = [notice, filters, start, completion];
    this.door = element("a", { class: "hc-search__door", href: box.contact, "data-href": box.contact }, box.door);
    const scroll = element("div", { class: "md-search__scrollwrap", "data-md-scrollfix": "" }, this.results(box), start.element);
    const panel = element("div", { class: "hc-search__panel" }, notice.element, filters.element, scroll, this.door);
    this.input.after(completion.element);
    this.form.append(panel);
    new Keys(this.form, this.input, panel);
  }

  results(box) {
    const meta = element("div", { class: "md-search-result__meta", role: "status" }, box.start);
    const list = element("ol", { class: "md-search-result__list", role: "presentation" });
    list.addEventListener("click", () => remember(this.input.value));
    this.mend(list);
    return element("div", { class: "md-search-result", "data-md-component": "search-result" }, meta, list);
  }

  // Material keeps its links from the Tab key and nameless, its headings count as the page's own, and it
  // hides the headings of an article that answer. It lists anew when answers come after the titles: a link
  // in focus gets the focus back.
  mend(list) {
    let focused = null;
    document.addEventListener("focusin", ({ target }) => (focused = list.contains(target) ? target.href : null));
    const observer = new MutationObserver(() => {
      for (const more of list.querySelectorAll("details")) more.replaceWith(...more.querySelectorAll("a"));
      for (const part of list.querySelectorAll("[tabindex]")) part.removeAttribute("tabindex");
      for (const part of list.querySelectorAll("article, h1, h2, nav")) part.setAttribute("role", "none");
      if (focused && document.activeElement === document.body) [...list.querySelectorAll("a")].find(({ href }) => href === focused)?.focus();
    });
    observer.observe(list, { childList: true, subtree: true });
  }

  // Material listens to the keys.
  retry(query) {
    this.input.value = query;
    this.input.focus();
    this.tellMaterial();
  }

  // Material opens and closes its parts with hidden checkboxes; it stops when one is missing.
  addToggles() {
    for (const name of ["drawer", "search"]) {
      const toggle = element("input", { type: "checkbox", id: `__${name}`, "data-md-toggle": name, hidden: "" });
      document.body.prepend(toggle);
      if (name === "search") this.watch(toggle);
    }
    document.querySelector("header").append(element("label", { for: "__search", hidden: "" }));
  }

  watch(toggle) {
    toggle.addEventListener("change", () => this.form.toggleAttribute("data-open", toggle.checked));
    document.addEventListener("pointerdown", (event) => {
      if (toggle.checked && !this.form.contains(event.target)) toggle.click();
    });
    this.form.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (toggle.checked && next && !this.form.contains(next)) toggle.click();
    });
  }

  addMaterial(config) {
    // Material would fetch a sitemap below every alternate address; crawlers have read them by now.
    for (const link of document.querySelectorAll("link[rel=alternate]")) link.remove();
    if (this.channel) config.search += `&channel=${this.channel}`;
    const settings = element("script", { id: "__config", type: "application/json" }, JSON.stringify(config));
    document.body.append(settings, element("script", { src: new URL("material.js", folder) }));
  }
}
