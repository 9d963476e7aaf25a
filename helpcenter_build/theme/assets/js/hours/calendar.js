// The openings that the build computed, public holidays and extra closed days included; in Unix seconds.
export async function openCalendar(address) {
  const answer = await fetch(address).catch(() => null); // the week's hours are on the page anyway
  return answer?.ok ? new Calendar(await answer.json()) : null;
}

export class Calendar {
  constructor({ until, hours }) {
    this.until = until;
    this.hours = hours;
  }

  // {opens, closes} of the stretch that is on or comes next; null where the calendar does not know.
  stretch(id, now) {
    const stretches = now > this.until ? [] : (this.hours[id] ?? []);
    const at = stretches.findIndex(([, closes]) => closes > now);
    if (at < 0) return null;
    const [opens] = stretches[at];
    let [, closes] = stretches[at];
    for (const [following, end] of stretches.slice(at + 1)) {
      if (following !== closes) break; // "00:00-24:00" on two days is one stretch
      closes = end;
    }
    return { opens, closes, isOpen: opens <= now };
  }
}
