// Buttons that show the results of one section only.
import { element } from "./element.js";

export class Filters {
  // `choose(section)` asks for the results of a section, of all with "".
  constructor(words, choose) {
    this.words = words;
    this.choose = choose;
    this.element = element("div", { class: "hc-filters", role: "group", "aria-label": words.sections, hidden: "" });
  }

  show({ sections = [], section = "" }) {
    const focused = this.element.contains(document.activeElement);
    this.element.hidden = !sections.length;
    const buttons = ["", ...sections].map((name) => this.button(name, name === section));
    this.element.replaceChildren(...buttons);
    if (focused) buttons.find((button) => button.ariaPressed === "true")?.focus();
  }

  button(name, isChosen) {
    const attributes = { class: "hc-filters__button", type: "button", "aria-pressed": String(isChosen) };
    const button = element("button", attributes, name || this.words.all);
    button.addEventListener("click", () => this.choose(name));
    return button;
  }
}
