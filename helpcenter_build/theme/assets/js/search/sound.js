// Keys that a word in foreign letters and the word it stands for share, as helpcenter_build/search/sound.py has it.
const LONGEST_RULE = 4;
const UNTYPED = 12;
const UNWRITTEN = 3;

export function rewrite(word, rules) {
  const marked = `^${word}$`;
  let out = "";
  for (let at = 0; at < marked.length; ) {
    let length = Math.min(LONGEST_RULE, marked.length - at);
    while (length && !(marked.slice(at, at + length) in rules)) length--;
    out += length ? rules[marked.slice(at, at + length)] : marked[at];
    at += length || 1;
  }
  return out.replace(/^[$^]+|[$^]+$/g, "");
}

export function nativeKeys(word, { native_sounds: rules, doubtful }) {
  return new Set(spellings(word, doubtful).map((way) => rewrite(word, { ...rules, ...way })));
}

// Rules for the doubtful letters of a word, one for each letter: every way to combine them.
export function spellings(word, doubtful) {
  let found = [{}];
  for (const letter of Object.keys(doubtful).filter((candidate) => word.includes(candidate))) {
    found = found.flatMap((spelling) => doubtful[letter].map((way) => ({ ...spelling, [letter]: way })));
  }
  return found;
}

// Rules that keep the vowels, null where keys have them.
export function voicedRules({ foreign_sounds: foreign, native_sounds: native, foreign_vowels: heard, native_vowels: written }) {
  return Object.keys(written).length ? { foreign: { ...foreign, ...heard }, native: { ...native, ...written } } : null;
}

export function unlikeness(typed, word) {
  const common = commonLetters(typed, word);
  return UNTYPED * (word.length - common) + UNWRITTEN * (typed.length - common);
}

// Length of the longest common subsequence.
function commonLetters(one, other) {
  const row = new Array(other.length + 1).fill(0);
  for (const letter of one) {
    let before = 0;
    for (let at = 1; at <= other.length; at++) {
      const here = row[at];
      row[at] = letter === other[at - 1] ? before + 1 : Math.max(here, row[at - 1]);
      before = here;
    }
  }
  return row[other.length];
}
