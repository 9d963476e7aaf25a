// Hands on the address of a search: by what the device offers for it, else by the clipboard.
import { element } from "./element.js";

const isAvailable = Boolean(navigator.share ?? navigator.clipboard); // both for https alone

export class Share {
  // `home` opens the search box with ?q=.
  constructor({ home, words }, input) {
    Object.assign(this, { home, words, input });
    this.button = element("button", { class: "hc-search__again", type: "button", "data-md-component": "search-share" }, words.share);
    this.said = element("span", { role: "status" });
    this.element = element("span", { class: "hc-search__share" }, this.said, this.button);
    this.button.addEventListener("click", () => this.press());
    this.show({ hits: 0 });
  }

  show({ query, verdict, hits }) {
    this.button.hidden = !(isAvailable && query && hits && verdict !== "nothing_fits");
    this.said.textContent = "";
  }

  get address() {
    const address = new URL(this.home, location);
    address.searchParams.set("q", this.input.value.trim());
    return address.href;
  }

  async press() {
    const { address } = this;
    if (navigator.share) await navigator.share({ title: this.input.value, url: address }).catch(isCalledOff);
    else this.said.textContent = await this.copy(address);
  }

  // A browser that does not let the page write to the clipboard lets the reader.
  copy(address) {
    return navigator.clipboard.writeText(address).then(
      () => this.words.shared,
      () => `${this.words.address} ${address}`,
    );
  }
}

function isCalledOff(error) {
  if (error.name !== "AbortError") throw error;
}
