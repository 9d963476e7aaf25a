// Unpacks words and synonyms, as helpcenter_build/search/packing_words.py packed them.
import { raise, unpackNumbers } from "./packing.js";

const SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~";
const FIRST_CAPITAL = 65;
const PIECE = /([A-Z])([^A-Z]*)/gu;
const NEW_TERM = "U"; // or before: a term's first piece

// The words in order, the term of each, and both as a map.
export function unpackWords({ letters, words: packed, stops }) {
  const meant = new Map([...letters].map((letter, at) => [SIGNS[at], letter]));
  const plain = (text) => Array.from(text, (sign) => meant.get(sign) ?? sign).join("");
  const termOf = new Map([...unpackTerms(plain(packed), 0, 1), ...unpackTerms(plain(stops), -1, -1)]);
  const words = [...termOf.keys()].sort();
  return { words, terms: Int32Array.from(words, (word) => termOf.get(word)), termOf };
}

// [word, term]s, the terms numbered from `first` on.
function* unpackTerms(text, first, step) {
  let term = first - step;
  let core = "";
  let isPending = false; // a term without pieces of its own is its only word
  let beginning = "";
  for (const [, sign, rest] of text.matchAll(PIECE)) {
    if (sign <= NEW_TERM) {
      if (isPending) yield [core, term];
      core = core.slice(0, sign.charCodeAt(0) - FIRST_CAPITAL) + rest;
      term += step;
    } else if (sign === "X") beginning = rest;
    else if (sign === "Y") yield [beginning + core + rest, term];
    else yield [sign === "W" ? rest + core : core + rest, term];
    isPending = sign <= NEW_TERM;
  }
  if (isPending) yield [core, term];
}

// Groups of terms, [term, group]s of their kinds, [terms, group]s of their phrases.
export function unpackSynonyms({ groups, kinds, phrases }) {
  return {
    groups: [...lists(unpackNumbers(groups))],
    kinds: [...lists(unpackNumbers(kinds))].flatMap((terms, group) => terms.map((term) => [term, group])),
    phrases: [...phrasesOf(unpackNumbers(phrases))],
  };
}

function* lists(numbers) {
  for (let at = 0; at < numbers.length; at += numbers[at] + 1) yield [...raise(numbers.subarray(at + 1, at + 1 + numbers[at]))];
}

function* phrasesOf(numbers) {
  for (let at = 0, group = 0; at < numbers.length; group++) {
    for (let left = numbers[at++]; left > 0; left--) {
      const end = at + 1 + numbers[at];
      yield [Array.from(numbers.subarray(at + 1, end), (doubled) => (doubled % 2 ? -(doubled + 1) / 2 : doubled / 2)), group];
      at = end;
    }
  }
}
