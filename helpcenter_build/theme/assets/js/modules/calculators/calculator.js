// What the calculators share: they compute on every input, from numbers the build wrote into the form.
export class Calculator {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.result = form.querySelector("[data-result]");
    form.addEventListener("input", () => this.update());
    form.addEventListener("submit", (event) => event.preventDefault());
    this.update();
  }

  update() {
    this.result.textContent = this.answer() ?? "";
  }

  // A day without a time, counted in UTC so that no clock change adds or takes one.
  dayOf(name) {
    const value = this.form.elements[name].value;
    return value ? new Date(`${value}T00:00:00Z`) : null;
  }

  after(day, { days = 0, years = 0 }) {
    const moved = new Date(day);
    moved.setUTCFullYear(moved.getUTCFullYear() + years);
    moved.setUTCDate(moved.getUTCDate() + days);
    return moved;
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
