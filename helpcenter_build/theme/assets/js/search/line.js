// The line to the search worker, in the four messages of Material's: 0 setup, 1 ready, 2 query, 3 result.
const SETUP = 0;
const QUERY = 2;
const RESULT = 3;

export class Line {
  // `hear(answer)` gets what the worker tells; `address` is that of its script.
  constructor(address, hear) {
    Object.assign(this, { address, hear });
  }

  // `section` is "" for all of them.
  ask(query, section) {
    this.worker ??= this.open();
    this.asked = query;
    this.worker.postMessage({ type: QUERY, data: query, section });
  }

  open() {
    const worker = new Worker(this.address);
    worker.postMessage({ type: SETUP });
    worker.addEventListener("message", ({ data: { type, data } }) => type === RESULT && this.hear(data));
    worker.addEventListener("error", () => this.breakOff());
    return worker;
  }

  // The next question tries again.
  breakOff() {
    this.worker = null;
    this.hear({ query: this.asked, failed: true, items: [], hits: 0 });
  }
}
