// Leads from a date to the version of a policy in force on that day; without this the list remains.
export default class History {
  constructor(form) {
    this.form = form;
    this.result = form.querySelector("[data-result]");
    form.addEventListener("submit", (event) => this.go(event));
  }

  go(event) {
    event.preventDefault();
    const day = this.form.elements.day.value;
    const versions = [...document.querySelectorAll("[data-from]")]; // the newest first
    const then = versions.find((item) => item.dataset.from <= day);
    if (then) location.assign(then.querySelector("a").href);
    else this.result.textContent = this.form.dataset.none;
  }
}
