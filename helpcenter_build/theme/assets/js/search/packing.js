// Unpacks what helpcenter_build/search/packing.py packed.
const ALPHABET = Array.from({ length: 91 }, (_, at) => String.fromCharCode(at < 57 ? 35 + at : 36 + at)).slice(0, 90);
const HALF = 45;
const DIGITS = new Uint8Array(128);
ALPHABET.forEach((letter, at) => (DIGITS[letter.charCodeAt(0)] = at));
const FIRST_CAPITAL = 65;
const SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~";

export function unpackNumbers(text) {
  const numbers = new Uint32Array(text.length);
  let count = 0;
  let number = 0;
  let place = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = DIGITS[text.charCodeAt(at)];
    number += (digit % HALF) * place;
    if (digit < HALF) {
      numbers[count++] = number;
      number = 0;
      place = 1;
    } else {
      place *= HALF;
    }
  }
  return numbers.subarray(0, count);
}

// `letters` were replaced by the signs at their places.
export function unpackWords(text, letters) {
  const meant = new Map([...letters].map((letter, at) => [SIGNS[at], letter]));
  const words = [];
  let before = "";
  for (const [, shared, packed] of text.matchAll(/([A-Z])([^A-Z]*)/gu)) {
    const rest = Array.from(packed, (sign) => meant.get(sign) ?? sign).join("");
    before = before.slice(0, shared.charCodeAt(0) - FIRST_CAPITAL) + rest;
    words.push(before);
  }
  return words;
}

export function unpackTerms(text) {
  let seen = 0;
  let stops = 0;
  return Int32Array.from(unpackNumbers(text), (step) => {
    if (step === 0) return --stops;
    const term = 1 + seen - step;
    seen = Math.max(seen, term + 1);
    return term;
  });
}

// Postings of a run of terms: entries(at) gives [documents, impacts] of the term at a place in it.
export class Postings {
  constructor([counts, gaps, impacts]) {
    this.documents = unpackNumbers(gaps);
    this.impacts = unpackNumbers(impacts);
    const sizes = unpackNumbers(counts);
    this.ends = new Uint32Array(sizes.length + 1);
    sizes.forEach((size, at) => {
      const start = this.ends[at];
      for (let place = start, before = -1; place < start + size; place++) {
        before += this.documents[place] + 1;
        this.documents[place] = before;
      }
      this.ends[at + 1] = start + size;
    });
  }

  entries(at) {
    return [this.documents.subarray(this.ends[at], this.ends[at + 1]), this.impacts.subarray(this.ends[at], this.ends[at + 1])];
  }
}

export function unpackRising(text) {
  let before = -1;
  return Array.from(unpackNumbers(text), (gap) => (before += gap + 1));
}
