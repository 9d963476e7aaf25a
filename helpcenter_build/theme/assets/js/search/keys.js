// The keys of the open box: up and down go through what it found and offers, Tab through everything; Escape, with which
// Material closes it, leaves the keyboard beside it.
const PARTS = ".md-search__scrollwrap a[href], .hc-search__door";

const isVisible = (part) => part.getClientRects().length > 0;

export class Keys {
  constructor(form, input, panel) {
    Object.assign(this, { form, input, panel });
    form.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    if (!this.form.hasAttribute("data-open")) return;
    if (event.key === "Tab") event.stopPropagation(); // Material would close the box
    if (event.key === "Escape") setTimeout(() => this.form.querySelector("[type=submit]").focus());
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    const parts = [this.input, ...[...this.panel.querySelectorAll(PARTS)].filter(isVisible)];
    const at = Math.max(0, parts.indexOf(document.activeElement));
    parts[(at + step + parts.length) % parts.length].focus();
  }
}
