// Finds the articles for a message in the browser: the message stays on the device.
const WORKER = new URL("../answers-worker.js", import.meta.url);
const PAUSE = 350; // milliseconds without a key before the message is read
const SHORTEST = 8;

export class Matching {
  constructor(index, show) {
    this.index = index;
    this.show = show;
  }

  // The worker and its index are loaded with the first words worth a look.
  read(text) {
    clearTimeout(this.waiting);
    if (text.trim().length < SHORTEST) {
      this.asked = "";
      this.show([]);
      return;
    }
    this.waiting = setTimeout(() => this.ask(text), PAUSE);
  }

  ask(text) {
    this.asked = text;
    this.worker ??= this.start();
    this.worker.postMessage(text);
  }

  start() {
    const address = new URL(WORKER);
    address.searchParams.set("index", this.index);
    const worker = new Worker(address, { type: "module" });
    worker.addEventListener("message", ({ data }) => data.text === this.asked && this.show(data.articles));
    worker.addEventListener("error", () => this.show([])); // the form does not need it
    return worker;
  }
}
