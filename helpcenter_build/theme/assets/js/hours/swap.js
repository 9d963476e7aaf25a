// One part of a place while the shop is open and another, from a template, while it is closed.
export class Swap {
  constructor(place) {
    this.place = place;
    this.open = place.querySelector("[data-open]");
  }

  // What a shopper has begun goes on past closing time.
  show(isOpen) {
    const isShown = isOpen || "started" in this.open.dataset;
    this.open.hidden = !isShown;
    if (!isShown) this.closed ??= this.insert();
    if (this.closed) this.closed.hidden = isShown;
  }

  insert() {
    const made = document.createElement("div");
    made.append(this.place.querySelector("template").content.cloneNode(true));
    this.place.append(made);
    made.dispatchEvent(new CustomEvent("hc-mount", { bubbles: true }));
    return made;
  }
}
