// Recognises the carrier by the number and leads to its own tracking page; nothing is sent or kept.
import { asciiDigits } from "../search/analysis.js";
import { recognise } from "../search/recognise.js";

const fits = (pattern, number) => new RegExp(`^(?:${pattern})$`, "u").test(number);

// As it may be typed or pasted: in small letters, in groups, with Arabic digits and invisible signs.
export const numberOf = (typed) => asciiDigits(typed).toUpperCase().replace(/[\s\p{Cf}\p{Cc}.\-–—_/#№:]/gu, "");

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export default class Track {
  constructor(form) {
    this.form = form;
    this.carriers = [...form.querySelectorAll("[data-pattern]")];
    this.result = form.querySelector("[data-result]");
    form.addEventListener("submit", (event) => this.go(event));
  }

  go(event) {
    event.preventDefault();
    const number = numberOf(this.form.elements.number.value);
    if (!number) return;
    const fitting = this.carriers.filter((item) => fits(item.dataset.pattern, number));
    if (fitting.length === 1) location.assign(this.address(fitting[0], number));
    else if (fitting.length) this.choose(fitting, number);
    else this.explain();
  }

  address(item, number) {
    return item.dataset.address.replace("{number}", encodeURIComponent(number));
  }

  choose(items, number) {
    const links = items.map((item) =>
      element("a", { href: this.address(item, number), class: "hc-button hc-button--quiet" }, item.dataset.name),
    );
    this.result.replaceChildren(element("p", {}, this.form.dataset.several), ...links);
    links[0].focus();
  }

  // An order number is what shoppers have at hand; anything else is shown what numbers look like.
  explain() {
    const words = this.form.dataset;
    const { recognised } = recognise(this.form.elements.number.value, { order: [words.orderPattern], tracking: [] });
    const examples = this.carriers.map((item) =>
      element("li", {}, `${item.dataset.name}: `, element("bdi", { dir: "ltr" }, item.dataset.example)),
    );
    this.result.replaceChildren(
      element("p", {}, recognised ? words.order : words.unknown),
      element("ul", { class: "hc-widget__examples" }, ...examples),
    );
    this.form.elements.number.setAttribute("aria-invalid", "true");
    this.form.elements.number.focus();
  }
}
