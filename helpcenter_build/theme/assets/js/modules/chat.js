// Loads the chat product when its button is pressed, and says so when it cannot.
import { products } from "../chat/products.js";

export default class Chat {
  constructor(place) {
    this.place = place;
    this.button = place.querySelector("button");
    this.status = place.querySelector("[role=status]");
    this.button.addEventListener("click", () => this.start());
  }

  async start() {
    const words = this.place.dataset;
    this.button.disabled = true;
    this.status.textContent = words.loading;
    try {
      await products[words.provider](words);
      this.place.dataset.started = "";
      this.status.textContent = words.loaded;
    } catch {
      this.status.textContent = words.failed;
      this.button.disabled = false;
    }
  }
}
