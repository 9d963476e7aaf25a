// "Open until 18:00", "Closed, opens tomorrow at 9:00 (your time: 8:00)"; patterns come from the page, moments are Unix
// seconds. A clock that is ahead of UTC shows what UTC shows later: one formatter says the shop's times and the reader's.
const DAY = 86_400;
const ahead = (moment) => -60 * new Date(moment * 1000).getTimezoneOffset(); // seconds the reader's clock is ahead of UTC
const dayNumber = (wall) => Math.floor(wall / DAY);

export class HoursWords {
  constructor(calendar, { formats, openUntil, opensToday, opensTomorrow, opensOn, yours }) {
    Object.assign(this, { calendar, formats, openUntil, opensToday, opensTomorrow, opensOn, yours });
    this.times = this.formatter({ hour: "numeric", minute: "2-digit" });
  }

  sentence({ opens, closes, isOpen }, now) {
    const moment = isOpen ? closes : opens;
    const wall = this.wall(moment);
    const days = dayNumber(wall) - dayNumber(this.wall(now));
    const opening = [this.opensToday, this.opensTomorrow][days] ?? this.opensOn;
    const pattern = isOpen ? this.openUntil : opening;
    const said = pattern.replace("{time}", this.time(wall)).replace("{day}", () => this.day(wall));
    const own = moment + ahead(moment);
    return own === wall ? said : this.yours.replace("{sentence}", said).replace("{time}", this.elsewhere(own, wall));
  }

  // What the shop's clock on the wall shows.
  wall(moment) {
    return moment + this.calendar.ahead(moment);
  }

  // The reader's own time, with the day where it is another one.
  elsewhere(own, wall) {
    return dayNumber(own) === dayNumber(wall) ? this.time(own) : `${this.day(own)} ${this.time(own)}`;
  }

  time(wall) {
    return this.times.format(wall * 1000).replace(/\s/g, "\u00a0");
  }

  // Few sentences name a day.
  day(wall) {
    this.days ??= this.formatter({ weekday: "long" });
    return this.days.format(wall * 1000);
  }

  formatter(options) {
    return new Intl.DateTimeFormat(this.formats, { ...options, timeZone: "UTC" });
  }
}
