// Says what is open now, in the shop's time and the reader's, and leads to the form instead of a chat
// or messenger that nobody answers at the moment.
import { Calendar } from "../hours/calendar.js";
import { HoursWords } from "../hours/words.js";

const LOOK = 30_000; // milliseconds

export default class Hours {
  constructor(list) {
    this.list = list;
    this.words = new HoursWords(list.dataset);
    this.calendar = new Calendar(JSON.parse(list.dataset.calendar));
    this.show();
    setInterval(() => this.show(), LOOK);
  }

  // One channel at a time, so that a slow phone can answer a finger in between.
  async show() {
    const now = Date.now() / 1000;
    for (const place of this.list.querySelectorAll("[data-hours]")) {
      this.showOne(place, now);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  showOne(place, now) {
    const stretch = this.calendar.stretch(place.dataset.hours, now);
    const said = stretch ? this.words.sentence(stretch, now) : "";
    if (place.textContent !== said) place.textContent = said;
    place.classList.toggle("hc-open--now", Boolean(stretch?.isOpen));
    const live = place.closest("[data-live]");
    if (live) this.offer(live, stretch?.isOpen ?? true);
  }

  offer(live, isOpen) {
    const link = live.querySelector("[data-link]");
    if (isOpen) link.setAttribute("href", link.dataset.link);
    else link.removeAttribute("href");
    live.querySelector("[data-instead]").hidden = isOpen;
  }
}
