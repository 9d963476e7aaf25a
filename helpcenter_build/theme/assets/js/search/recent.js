// The last searches, kept on this device only; see the cookies page.
const STORED = "hc-searches";
const MOST = 5;
const LONGEST = 100;
const PERSONAL = /@|\p{Nd}{4}|https?:/u; // may name a person, an order or a parcel: not kept

// Storage may be forbidden or full: then nothing is kept, and the search works all the same.
const attempt = (act, otherwise) => {
  try {
    return act() ?? otherwise;
  } catch {
    return otherwise;
  }
};

const isQuery = (value) => typeof value === "string" && value.length > 0;

export function recent() {
  const kept = attempt(() => JSON.parse(localStorage.getItem(STORED)), []);
  return Array.isArray(kept) ? kept.filter(isQuery).slice(0, MOST) : [];
}

export function remember(text) {
  const query = text.trim();
  if (!query || query.length > LONGEST || PERSONAL.test(query)) return;
  const queries = [query, ...recent().filter((other) => other !== query)].slice(0, MOST);
  attempt(() => localStorage.setItem(STORED, JSON.stringify(queries)));
}

export const forget = () => attempt(() => localStorage.removeItem(STORED));
