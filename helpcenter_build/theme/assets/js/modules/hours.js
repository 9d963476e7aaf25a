// Says what is open now, in the shop's time and the reader's, and leads to the form instead of a chat
// or messenger that nobody answers at the moment.
import { Calendar } from "../hours/calendar.js";
import { Swap } from "../hours/swap.js";
import { HoursWords } from "../hours/words.js";

const LOOK = 30_000; // milliseconds

// Formatters of dates are slow to make: in pieces, a slow phone can answer a finger in between.
const pause = () => new Promise((resolve) => setTimeout(resolve));

export default class Hours {
  constructor(list) {
    this.list = list;
    this.swap = list.querySelector(":scope > template[data-closed]") && new Swap(list);
    this.start();
  }

  async start() {
    this.calendar = new Calendar(JSON.parse(this.list.dataset.calendar));
    await pause();
    this.words = new HoursWords(this.calendar, this.list.dataset);
    await this.show();
    setInterval(() => this.show(), LOOK);
  }

  async show() {
    const now = Date.now() / 1000;
    for (const place of this.list.querySelectorAll("[data-hours]")) {
      await pause();
      const stretch = this.calendar.stretch(place.dataset.hours, now);
      await pause();
      this.showOne(place, stretch, now);
    }
  }

  showOne(place, stretch, now) {
    const said = stretch ? this.words.sentence(stretch, now) : "";
    if (place.textContent !== said) place.textContent = said;
    place.classList.toggle("hc-open--now", Boolean(stretch?.isOpen));
    const isOpen = stretch?.isOpen ?? true; // a browser that cannot tell shuts nobody out
    const live = place.closest("[data-live]");
    if (live) this.offer(live, isOpen);
    this.swap?.show(isOpen);
  }

  offer(live, isOpen) {
    const link = live.querySelector("[data-link]");
    if (isOpen) link.setAttribute("href", link.dataset.link);
    else link.removeAttribute("href");
    live.querySelector("[data-instead]").hidden = isOpen;
  }
}
