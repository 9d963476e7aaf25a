// The law and the shop's rules as functions of days and amounts; days are dates at 0:00 UTC.
// Periods: Directive 2011/83/EU Art. 9, 13, 14; their end: Regulation (EEC) 1182/71 Art. 3(4).
const SATURDAY = 6;
const SUNDAY = 0;
const EARLIEST_YEAR = 2000; // while a year is being typed, it is the year 2

export const dayOf = (iso) => {
  const day = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.getUTCFullYear() < EARLIEST_YEAR ? null : day;
};

export const isoOf = (day) => day.toISOString().slice(0, 10);

export const after = (day, { days = 0, years = 0 }) => {
  const moved = new Date(day);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved;
};

const isWorkingDay = (day, holidays) => ![SATURDAY, SUNDAY].includes(day.getUTCDay()) && !holidays.includes(isoOf(day));

export const nextWorkingDay = (day, holidays) => {
  let next = day;
  while (!isWorkingDay(next, holidays)) next = after(next, { days: 1 });
  return next;
};

// The day of receipt is not counted, so a period of 14 days ends 14 days later.
export function returnRight({ received, today, isException, withdrawal, voluntary, guarantee, holidays }) {
  const covered = after(received, { years: guarantee });
  const result = { guarantee: covered, isCovered: today <= covered };
  if (received > today) return { ...result, right: "future" };
  if (isException) return { ...result, right: "exception" };
  const counted = after(received, { days: withdrawal });
  const until = nextWorkingDay(counted, holidays);
  if (today <= until) return { ...result, right: "withdraw", until, counted };
  const returned = after(received, { days: voluntary });
  if (today <= returned) return { ...result, right: "return", until: returned };
  return { ...result, right: "over", until: returned > until ? returned : until };
}

// The shop may wait for the goods or for proof that they were sent (Art. 13(3)); the bank comes on top.
export function refundDates({ told, handed, refund, sendBack, bank }) {
  const due = after(told, { days: refund });
  const isWaiting = handed !== null && handed > due;
  const sent = isWaiting ? handed : due;
  return { sent, isWaiting, arrives: after(sent, { days: bank }), sendBy: after(told, { days: sendBack }) };
}

// `method` and `payment` carry numbers; null where a limit is not set.
export function orderCost({ goods, method, payment, minimum, large, duty }) {
  if (goods < minimum) return { refused: "small", limit: minimum };
  const isFree = method.free !== null && goods >= method.free;
  const delivery = (isFree ? 0 : method.price) + large;
  const total = goods + delivery + payment.fee;
  if (payment.limit !== null && total > payment.limit) return { refused: "much", limit: payment.limit };
  if (payment.minimum !== null && goods < payment.minimum) return { refused: "little", limit: payment.minimum };
  const freeFrom = isFree || !method.price ? null : method.free;
  return { refused: "", goods, delivery, fee: payment.fee, total, freeFrom, isDuty: duty !== null && goods > duty };
}

// "1 234,50", "1,234.50", "١٢٫٥": the last separator with one or two digits behind it is the decimal one.
export function amountOf(typed) {
  const text = typed.replace(/٫/g, ".").replace(/[^\d.,]/g, "");
  const [, whole, cents = ""] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(text);
  const digits = whole.replace(/[.,]/g, "");
  return digits || cents ? Number(`${digits || 0}.${cents || 0}`) : null;
}
