// The shop's week on the wall clock of its zone, and the days on which it is closed; moments are Unix seconds.
export const MINUTE = 60;
export const DAY = 86_400;
const HORIZON = 400; // days in which an opening is looked for; a year and a long holiday
const LONGEST = 8 * DAY; // what is open for so long is simply open
const THURSDAY = 3; // the first of January 1970

// Of a day counted from then on: 0 is Monday.
export const weekday = (day) => (day + THURSDAY) % 7;

export class Calendar {
  // `ahead` has [moment, seconds that the shop's wall clock is ahead of UTC from then on].
  constructor({ ahead, closed, weeks }) {
    this.changes = ahead;
    this.closed = new Set(closed);
    this.weeks = weeks;
  }

  // {opens, closes, isOpen} of the stretch that is on or comes next; null where the calendar knows of none.
  stretch(id, now) {
    let found = null;
    for (const { opens, closes } of this.openings(id, now)) {
      if (!found && closes > now) found = { opens, closes, isOpen: opens <= now };
      else if (found && opens === found.closes) found.closes = closes; // "00:00-24:00" on two days is one stretch
      else if (found) break;
      if (found && found.closes > now + LONGEST) break;
    }
    return found;
  }

  *openings(id, now) {
    const today = Math.floor((now + this.ahead(now)) / DAY);
    for (let day = today; day < today + HORIZON; day += 1) {
      if (this.closed.has(new Date(day * DAY * 1000).toISOString().slice(0, 10))) continue;
      const week = this.weeks[id] ?? [];
      for (const [opens, closes] of week[weekday(day)] ?? []) {
        yield { opens: this.moment(day * DAY + opens * MINUTE), closes: this.moment(day * DAY + closes * MINUTE) };
      }
    }
  }

  // When the shop's wall clock shows what UTC shows at `wall`.
  moment(wall) {
    return wall - this.ahead(wall - this.ahead(wall));
  }

  // Seconds that the shop's wall clock is ahead of UTC.
  ahead(moment) {
    const [, seconds] = this.changes.findLast(([from]) => from <= moment) ?? this.changes[0];
    return seconds;
  }
}
