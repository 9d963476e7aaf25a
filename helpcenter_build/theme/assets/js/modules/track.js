// Recognises the carrier by the number and leads to its own tracking page; nothing is sent or kept.
export default class Track {
  constructor(form) {
    this.form = form;
    this.carriers = [...form.querySelectorAll("[data-pattern]")];
    this.result = form.querySelector("[data-result]");
    form.addEventListener("submit", (event) => this.go(event));
  }

  go(event) {
    event.preventDefault();
    const number = this.form.elements.number.value.toUpperCase().replace(/[\s.-]/g, "");
    if (!number) return;
    const fitting = this.carriers.filter((item) => new RegExp(`^(?:${item.dataset.pattern})$`).test(number));
    if (fitting.length === 1) location.assign(this.address(fitting[0], number));
    else this.offer(fitting.length ? fitting : this.carriers, number, fitting.length > 1);
  }

  address(item, number) {
    return item.dataset.address.replace("{number}", encodeURIComponent(number));
  }

  offer(items, number, isKnown) {
    const links = items.map((item) => {
      const link = document.createElement("a");
      link.href = this.address(item, number);
      link.textContent = item.dataset.name;
      link.className = "hc-button hc-button--quiet";
      return link;
    });
    const words = document.createElement("p");
    words.textContent = isKnown ? this.form.dataset.several : this.form.dataset.unknown;
    this.result.replaceChildren(words, ...links);
    links[0].focus();
  }
}
