// "Open until 18:00", "Closed, opens tomorrow at 9:00 (your time: 8:00)", in words that come with the page: the first
// formatter of the browser's own takes a slow phone a tenth of a second. Moments are Unix seconds; a wall is what a clock on
// the wall shows then, as the moment at which UTC shows it.
import { DAY, MINUTE, weekday } from "./calendar.js";

const HOUR = 60 * MINUTE;
const ownWall = (moment) => moment - MINUTE * new Date(moment * 1000).getTimezoneOffset(); // the reader's
const dayNumber = (wall) => Math.floor(wall / DAY);

export class HoursWords {
  // `times` has each hour of a day with {minutes} in it, `days` the names of the weekdays from Monday on.
  constructor(calendar, { times, days }, { openUntil, opensToday, opensTomorrow, opensOn, yours }) {
    Object.assign(this, { calendar, times, days, openUntil, opensToday, opensTomorrow, opensOn, yours });
  }

  sentence({ opens, closes, isOpen }, now) {
    const moment = isOpen ? closes : opens;
    const wall = this.wall(moment);
    const days = dayNumber(wall) - dayNumber(this.wall(now));
    const opening = [this.opensToday, this.opensTomorrow][days] ?? this.opensOn;
    const pattern = isOpen ? this.openUntil : opening;
    const said = pattern.replace("{time}", this.time(wall)).replace("{day}", this.day(wall));
    const own = ownWall(moment);
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
    const second = wall - dayNumber(wall) * DAY;
    const minutes = Math.floor((second % HOUR) / MINUTE);
    return this.times[Math.floor(second / HOUR)].replace("{minutes}", String(minutes).padStart(2, "0"));
  }

  day(wall) {
    return this.days[weekday(dayNumber(wall))];
  }
}
