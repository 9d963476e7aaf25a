// Shows an incident from its beginning to its end, by the reader's clock: the page may be older than both.
const MINUTE = 60_000;

export default class Incident {
  constructor(banner) {
    this.banner = banner;
    this.show();
    setInterval(() => this.show(), MINUTE);
  }

  show() {
    const { begins, ends } = this.banner.dataset;
    const now = Date.now() / 1000;
    this.banner.hidden = now < Number(begins) || now >= Number(ends);
  }
}
