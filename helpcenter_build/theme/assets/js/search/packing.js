// Unpacks what helpcenter_build/search/packing.py packed.
const ALPHABET = Array.from({ length: 91 }, (_, at) => String.fromCharCode(at < 57 ? 35 + at : 36 + at)).slice(0, 90);
const HALF = 45;
const DIGITS = new Map(ALPHABET.map((letter, at) => [letter.charCodeAt(0), at]));
const FIRST_CAPITAL = 65;

export function unpackNumbers(text) {
  const numbers = [];
  let number = 0;
  let place = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = DIGITS.get(text.charCodeAt(at));
    number += (digit % HALF) * place;
    if (digit < HALF) {
      numbers.push(number);
      number = 0;
      place = 1;
    } else {
      place *= HALF;
    }
  }
  return numbers;
}

export function unpackWords(text) {
  const words = [];
  let before = "";
  for (const [, shared, rest] of text.matchAll(/([A-Z])([^A-Z]*)/gu)) {
    before = before.slice(0, shared.charCodeAt(0) - FIRST_CAPITAL) + rest;
    words.push(before);
  }
  return words;
}

export function unpackTerms(text) {
  let seen = 0;
  let stops = 0;
  return unpackNumbers(text).map((step) => {
    if (step === 0) return --stops;
    const term = 1 + seen - step;
    seen = Math.max(seen, term + 1);
    return term;
  });
}

// One entry a term: [documents, impacts].
export function unpackPostings([counts, gaps, impacts]) {
  const gap = unpackNumbers(gaps);
  const impact = unpackNumbers(impacts);
  let at = 0;
  return unpackNumbers(counts).map((count) => {
    const documents = [];
    for (let before = -1, end = at + count; documents.length < count && at < end; at++) {
      before += gap[at] + 1;
      documents.push(before);
    }
    return [documents, impact.slice(at - count, at)];
  });
}

export function unpackRising(text) {
  let before = -1;
  return unpackNumbers(text).map((gap) => (before += gap + 1));
}
