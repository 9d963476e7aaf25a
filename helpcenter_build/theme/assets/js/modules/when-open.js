// Shows one part while the shop is open and another, from a template, while it is closed.
import { Calendar } from "../hours/calendar.js";

const LOOK = 30_000; // milliseconds

export default class WhenOpen {
  constructor(place) {
    this.place = place;
    this.open = place.querySelector("[data-open]");
    this.calendar = new Calendar(JSON.parse(place.dataset.calendar));
    this.show();
    setInterval(() => this.show(), LOOK);
  }

  // What a shopper has begun goes on past closing time.
  show() {
    const stretch = this.calendar.stretch(this.place.dataset.hours, Date.now() / 1000);
    const isOpen = (stretch?.isOpen ?? true) || "started" in this.open.dataset;
    this.open.hidden = !isOpen;
    if (!isOpen) this.closed ??= this.insert();
    if (this.closed) this.closed.hidden = isOpen;
  }

  insert() {
    const made = document.createElement("div");
    made.append(this.place.querySelector("template").content.cloneNode(true));
    this.place.append(made);
    made.dispatchEvent(new CustomEvent("hc-mount", { bubbles: true }));
    return made;
  }
}
