// Shows in the box, behind the caret, how the word being typed may go on; the arrow key onwards takes it over.
import { element } from "./element.js";

export class Completion {
  // `accept(query)` searches for the completed query.
  constructor(input, accept) {
    Object.assign(this, { input, accept, query: "" });
    this.typed = element("span", { class: "hc-search__typed" });
    this.rest = element("span", {});
    this.element = element("div", { class: "hc-search__completion", "aria-hidden": "true", hidden: "" }, this.typed, this.rest);
    input.addEventListener("input", () => this.hide());
    input.addEventListener("keydown", (event) => this.press(event));
  }

  // `completion` is what the last word of `query` may become.
  show({ query, completion }) {
    this.hide();
    const last = query?.match(/\S+$/u)?.[0] ?? "";
    if (query !== this.input.value || !last || !completion || completion.length <= last.length) return;
    this.typed.textContent = query;
    this.rest.textContent = completion.slice(last.length);
    this.element.hidden = false;
    this.element.hidden = this.element.scrollWidth > this.element.clientWidth; // a long query moves in its field
    if (!this.element.hidden) this.query = query + this.rest.textContent;
  }

  hide() {
    this.element.hidden = true;
    this.query = "";
  }

  press(event) {
    const onwards = getComputedStyle(this.input).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== onwards || event.shiftKey || !this.query || this.input.selectionStart !== this.input.value.length) return;
    event.preventDefault();
    const { query } = this;
    this.hide();
    this.accept(query);
  }
}
