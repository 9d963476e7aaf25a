// Says what is open now, in the shop's time and the reader's, and leads to the form instead of a chat
// or messenger that nobody answers at the moment.
import { Calendar } from "../hours/calendar.js";
import { HoursWords } from "../hours/words.js";

const LOOK = 30_000; // milliseconds

export default class Hours {
  constructor(list) {
    this.list = list;
    const given = JSON.parse(list.dataset.calendar);
    this.calendar = new Calendar(given);
    this.words = new HoursWords(this.calendar, given, list.dataset);
    this.show();
    setInterval(() => this.show(), LOOK);
  }

  show() {
    const now = Date.now() / 1000;
    for (const place of this.list.querySelectorAll("[data-hours]")) {
      this.showOne(place, this.calendar.stretch(place.dataset.hours, now), now);
    }
  }

  showOne(place, stretch, now) {
    const said = stretch ? this.words.sentence(stretch, now) : "";
    if (place.textContent !== said) place.textContent = said;
    place.classList.toggle("hc-open--now", Boolean(stretch?.isOpen));
    this.offer(place.closest(".hc-channel") ?? this.list, stretch?.isOpen ?? true); // who cannot tell shuts nobody out
  }

  // A chat or messenger while somebody answers there; what a shopper has begun goes on past closing time.
  offer(around, isOpen) {
    const link = around.querySelector("[data-link]");
    if (isOpen) link?.setAttribute("href", link.dataset.link);
    else link?.removeAttribute("href");
    const turns = around.querySelector(".hc-turns");
    turns?.classList.toggle("hc-turns--closed", !isOpen && !turns.querySelector("[data-started]"));
  }
}
