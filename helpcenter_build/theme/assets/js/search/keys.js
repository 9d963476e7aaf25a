// The keys of the open box: up and down go through what it found and offers, Enter takes the best, Escape closes the box.
const PARTS = ".md-search__scrollwrap a[href], .hc-search__door";

const isVisible = (part) => part.getClientRects().length > 0;

export class Keys {
  // `box` is the search box; its `best` is the link that Enter takes.
  constructor(box) {
    this.box = box;
    box.form.addEventListener("keydown", (event) => event.isComposing || this.press(event));
  }

  press(event) {
    const { box } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.move(event, step);
    else if (event.key === "Enter" && event.target === box.input && box.best) this.take(event, box.best);
    else if (event.key === "Escape" && box.isOpen) this.leave(event);
  }

  move(event, step) {
    event.preventDefault();
    this.box.open();
    const { form, input } = this.box;
    const parts = [input, ...[...form.querySelectorAll(PARTS)].filter(isVisible)];
    const at = Math.max(0, parts.indexOf(document.activeElement));
    parts[(at + step + parts.length) % parts.length].focus();
  }

  take(event, link) {
    event.preventDefault();
    link.click();
  }

  // What was typed stays: the browser would clear the field.
  leave(event) {
    event.preventDefault();
    this.box.input.focus();
    this.box.close();
  }
}
