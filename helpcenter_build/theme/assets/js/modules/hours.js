// Says what is open now, by the calendar the build computed (public holidays included).
export default class Hours {
  constructor(list) {
    this.list = list;
    this.locale = document.documentElement.lang;
    this.load();
  }

  async load() {
    const answer = await fetch(this.list.dataset.calendar);
    if (!answer.ok) return; // the week's hours are on the page anyway
    this.calendar = await answer.json();
    this.show();
    setInterval(() => this.show(), 30_000);
  }

  show() {
    const now = Date.now() / 1000;
    if (now > this.calendar.until) return;
    for (const place of this.list.querySelectorAll("[data-hours]")) this.showOne(place, now);
  }

  showOne(place, now) {
    const stretches = this.calendar.hours[place.dataset.hours] || [];
    const stretch = stretches.find(([, closes]) => closes > now);
    if (!stretch) return;
    const isOpen = stretch[0] <= now;
    place.textContent = this.sentence(isOpen ? stretch[1] : stretch[0], isOpen, now);
    place.classList.toggle("hc-open--now", isOpen);
  }

  sentence(seconds, isOpen, now) {
    const moment = new Date(seconds * 1000);
    const days = this.daysBetween(new Date(now * 1000), moment);
    const words = this.list.dataset;
    const pattern = isOpen ? words.openUntil : [words.opensToday, words.opensTomorrow][days] || words.opensOn;
    return pattern.replace("{time}", this.time(moment)).replace("{day}", this.day(moment));
  }

  daysBetween(one, other) {
    const day = (date) => Math.floor(Date.parse(date.toLocaleDateString("en-CA", { timeZone: this.zone })) / 864e5);
    return day(other) - day(one);
  }

  get zone() {
    return this.list.dataset.zone;
  }

  time(moment) {
    return moment.toLocaleTimeString(this.list.dataset.formats, { hour: "numeric", minute: "2-digit", timeZone: this.zone });
  }

  day(moment) {
    return moment.toLocaleDateString(this.list.dataset.formats, { weekday: "long", timeZone: this.zone });
  }
}
