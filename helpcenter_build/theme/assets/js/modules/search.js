// The search box: once the reader touches the page's search form, a panel opens below it and shows what the worker finds.
import { Completion } from "../search/completion.js";
import { element } from "../search/element.js";
import { Keys } from "../search/keys.js";
import { Line } from "../search/line.js";
import { Panel } from "../search/panel.js";
import { remember } from "../search/recent.js";

const PHONE = "(max-width: 47.99em)";
const HIGH = 0.15; // of the screen above the box
const folder = new URL("..", import.meta.url);

export default class Search {
  constructor(form) {
    this.form = form;
    this.input = form.elements.q;
    const index = new URL(".", new URL(form.dataset.box, location)).pathname;
    this.line = new Line(new URL(`search-worker.js?index=${index}`, folder), (answer) => this.hear(answer));
    this.completion = new Completion(this.input, (query) => this.search(query));
    this.input.after(this.completion.element);
    this.watch();
    this.takeQuestion();
    this.ask(); // what was typed before this script came; without a word the worker gets ready
    this.load();
  }

  watch() {
    this.input.addEventListener("input", () => {
      this.open();
      this.ask();
    });
    for (const sign of ["focus", "click"]) this.input.addEventListener(sign, () => this.open());
    if (document.activeElement === this.input) this.open();
    this.form.addEventListener("submit", () => remember(this.input.value));
    this.form.addEventListener("focusout", ({ relatedTarget: next }) => next && this.closeUnlessIn(next));
    document.addEventListener("pointerdown", ({ target }) => this.closeUnlessIn(target));
    addEventListener("hashchange", () => this.close()); // a result on this very page
    new Keys(this);
  }

  // A link with ?q= brings a question; on a page with a form it is for the form.
  takeQuestion() {
    const asked = new URLSearchParams(location.search).get("q");
    if (!asked || !("shared" in this.form.dataset) || document.querySelector("[data-module=form]")) return;
    this.isLinked = true;
    this.input.value ||= asked;
    this.input.focus();
  }

  // -------------------------------------------------------------------- what comes later

  // Whatever cannot be loaded leaves the plain form, which leads to the results page; the next touch tries again.
  async load() {
    const loaded = await Promise.all([this.readBox(), this.addStyles()]).catch(() => null);
    if (!loaded) {
      this.input.addEventListener("focus", () => this.load(), { once: true });
      return;
    }
    this.addPanel(loaded[0]);
    // Who has searched once may search without network.
    navigator.serviceWorker?.ready.then(({ active }) => active.postMessage("search"));
  }

  async readBox() {
    const answer = await fetch(this.form.dataset.box);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return answer.json();
  }

  addStyles() {
    const sheet = element("link", { rel: "stylesheet", href: new URL("search.css", folder) });
    document.head.append(sheet);
    return new Promise((resolve, reject) => {
      sheet.addEventListener("load", resolve);
      sheet.addEventListener("error", () => reject(sheet.remove()));
    });
  }

  addPanel(box) {
    this.panel = new Panel(box, this.input, {
      search: (query) => this.search(query),
      choose: (section) => this.ask(section),
      show: (answer) => this.show(answer),
    });
    this.form.append(this.panel.element);
    if (this.answer) this.show(this.answer);
  }

  // ---------------------------------------------------------------- questions and answers

  ask(section = this.section) {
    const query = this.input.value;
    this.section = query.trim() ? section : "";
    this.line.ask(query, this.section);
  }

  search(query) {
    this.input.value = query;
    this.input.focus();
    this.ask();
  }

  // An answer to what has been typed over since is of no use any more.
  hear(answer) {
    if (answer.query !== this.input.value || this.panel?.results.holds(answer)) return;
    this.show(answer);
  }

  show(answer) {
    this.answer = answer;
    this.form.dataset.verdict = (!answer.section && answer.verdict) || ""; // of a section the best is no answer yet
    this.form.toggleAttribute("data-number", Boolean(answer.recognised) && !answer.hits);
    this.completion.show(answer);
    this.panel?.show(answer);
  }

  // ------------------------------------------------------------------------ open or closed

  get isOpen() {
    return this.form.hasAttribute("data-open");
  }

  open() {
    if (!this.isOpen && this.form.getBoundingClientRect().top > innerHeight * HIGH) this.makeRoom();
    this.form.toggleAttribute("data-open", true);
  }

  // On a phone the keyboard leaves half a screen: the box moves to its top.
  makeRoom() {
    if (matchMedia(PHONE).matches) this.form.scrollIntoView({ block: "start" });
  }

  // A question that came with the address has had its answer.
  close() {
    this.form.toggleAttribute("data-open", false);
    if (!this.isLinked) return;
    const address = new URL(location);
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  }

  closeUnlessIn(place) {
    if (this.isOpen && !this.form.contains(place)) this.close();
  }

  // The link that Enter takes, if what is typed has been answered.
  get best() {
    const isAnswered = this.panel && this.answer?.query === this.input.value;
    return isAnswered ? this.panel.bestOf(this.answer) : null;
  }
}
