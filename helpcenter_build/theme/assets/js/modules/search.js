// Brings Material's search into the page's own search form, once the reader touches it.
import { Notice } from "../search/notice.js";

const folder = new URL("..", import.meta.url);

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export default class Search {
  constructor(form) {
    this.form = form;
    this.input = form.elements.q;
    // Of this page alone; a browser without such channels shows results without the line above them.
    this.channel = "BroadcastChannel" in window ? `hc-search-${Math.random().toString(36).slice(2)}` : "";
    this.input.addEventListener("input", () => this.tellMaterial()); // what is pasted or spoken has no keys
    this.input.addEventListener("keydown", (event) => this.leave(event));
    this.listen();
    this.load();
  }

  // What was typed before Material listened is told as soon as it answers for the first time.
  listen() {
    if (!this.channel) return;
    new BroadcastChannel(this.channel).onmessage = ({ data }) => {
      this.answer = data;
      if (data.query !== this.input.value) this.tellMaterial();
    };
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
    const meta = element("div", { class: "md-search-result__meta", role: "status" }, box.start);
    const list = element("ol", { class: "md-search-result__list", role: "presentation" });
    this.mend(list);
    const result = element("div", { class: "md-search-result", "data-md-component": "search-result" }, meta, list);
    const door = element("a", { class: "hc-search__door", href: box.contact }, box.door);
    const scroll = element("div", { class: "md-search__scrollwrap", "data-md-scrollfix": "" }, result);
    this.form.append(element("div", { class: "hc-search__panel" }, ...this.notices(box.notice), scroll, door));
  }

  // Material keeps its links from the Tab key and nameless, and its headings count as the page's own.
  mend(list) {
    const observer = new MutationObserver(() => {
      for (const part of list.querySelectorAll("[tabindex]")) part.removeAttribute("tabindex");
      for (const part of list.querySelectorAll("article, h1, h2, nav")) part.setAttribute("role", "none");
    });
    observer.observe(list, { childList: true, subtree: true });
  }

  notices(texts) {
    if (!this.channel) return [];
    return [new Notice(texts, new BroadcastChannel(this.channel), (query) => this.retry(query)).element];
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
  }

  addMaterial(config) {
    // Material would fetch a sitemap below every alternate address; crawlers have read them by now.
    for (const link of document.querySelectorAll("link[rel=alternate]")) link.remove();
    if (this.channel) config.search += `&channel=${this.channel}`;
    const settings = element("script", { id: "__config", type: "application/json" }, JSON.stringify(config));
    document.body.append(settings, element("script", { src: new URL("material.js", folder) }));
  }
}
