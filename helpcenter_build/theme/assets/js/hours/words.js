// "Open until 18:00", "Closed, opens tomorrow at 9:00 (your time: 8:00)"; patterns come from the page.
export class HoursWords {
  formatters = new Map(); // making one takes a phone longer than anything else here

  constructor({ zone, formats, openUntil, opensToday, opensTomorrow, opensOn, yours }) {
    Object.assign(this, { zone, formats, openUntil, opensToday, opensTomorrow, opensOn, yours });
  }

  sentence({ opens, closes, isOpen }, now) {
    const moment = new Date((isOpen ? closes : opens) * 1000);
    const days = this.daysBetween(new Date(now * 1000), moment);
    const opening = [this.opensToday, this.opensTomorrow][days] ?? this.opensOn;
    const pattern = isOpen ? this.openUntil : opening;
    const said = pattern.replace("{time}", this.time(moment, this.zone)).replace("{day}", this.day(moment, this.zone));
    const elsewhere = this.elsewhere(moment);
    return elsewhere ? this.yours.replace("{sentence}", said).replace("{time}", elsewhere) : said;
  }

  // The reader's own time, with the day where it is another one; nothing where the clocks agree.
  elsewhere(moment) {
    const time = this.time(moment);
    const isSameDay = this.dayNumber(moment) === this.dayNumber(moment, this.zone);
    if (isSameDay) return time === this.time(moment, this.zone) ? "" : time;
    return `${this.day(moment)} ${time}`;
  }

  daysBetween(one, other) {
    return this.dayNumber(other, this.zone) - this.dayNumber(one, this.zone);
  }

  dayNumber(moment, timeZone) {
    return Math.floor(Date.parse(this.format("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }, moment)) / 864e5);
  }

  time(moment, timeZone) {
    return this.format(this.formats, { hour: "numeric", minute: "2-digit", timeZone }, moment).replace(/\s/g, "\u00a0");
  }

  day(moment, timeZone) {
    return this.format(this.formats, { weekday: "long", timeZone }, moment);
  }

  format(locale, options, moment) {
    const key = JSON.stringify([locale, options]);
    if (!this.formatters.has(key)) this.formatters.set(key, new Intl.DateTimeFormat(locale, options));
    return this.formatters.get(key).format(moment);
  }
}
