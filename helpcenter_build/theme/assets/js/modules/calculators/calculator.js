// What the calculators share: they compute on every input, from numbers the build wrote into the form,
// and say the answer, its reasons and where the rule stands.
import { dayOf } from "./rules.js";

const paragraph = (className, ...children) => {
  const made = document.createElement("p");
  made.className = className;
  made.append(...children);
  return made;
};

export class Calculator {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.result = form.querySelector("[data-result]");
    this.invitation = [...this.result.childNodes];
    form.addEventListener("input", () => this.update());
    form.addEventListener("submit", (event) => event.preventDefault());
    this.update();
  }

  // `answer` gives {words, reasons, rule}: texts, and the address of the paragraph they come from.
  update() {
    const answer = this.answer();
    const said = JSON.stringify(answer);
    if (said === this.said) return; // nothing new to read out
    this.said = said;
    this.result.replaceChildren(...(answer ? this.parts(answer) : this.invitation));
  }

  parts({ words, reasons = [], rule }) {
    const why = paragraph("hc-widget__why", reasons.filter(Boolean).join(" "));
    if (rule) why.append(" ", this.link(rule));
    return [paragraph("hc-widget__said", words), ...(why.textContent ? [why] : [])];
  }

  link(rule) {
    const link = document.createElement("a");
    link.href = rule;
    link.textContent = this.words.rule;
    return link;
  }

  day(name) {
    const value = this.form.elements[name].value;
    return value ? dayOf(value) : null;
  }

  get today() {
    const now = new Date();
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
  }

  date(day) {
    return day.toLocaleDateString(this.words.formats, { dateStyle: "long", timeZone: "UTC" });
  }

  money(amount) {
    return new Intl.NumberFormat(this.words.formats, { style: "currency", currency: this.words.currency }).format(amount);
  }

  fill(pattern, values) {
    return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), pattern);
  }
}
