// Words that look like a word, as helpcenter_build/search/near.py has it.
import { Grams } from "./grams.js";

export const WHOLE = 64;
const LIKE = 0.12;
const UNLIKE = 0.03;
const SHORT = 5;
const GRAM_STEPS = 16;
const MOST_UNKNOWN = GRAM_STEPS * 8;
export const MOST_NEAR = 6;
const MOST_BEGUN = 3;
const BEGUN = 3;
const ONE_SLIP = [0, 0, 0, 34, 42, 48, 52];
const LIKELY_SLIP = [0, 0, 0, 42, 50, 56, 60];
const TWO_SLIPS = 36;
const TWO_SLIPS_FROM = 6;
const MISHEARD = 8;
const BEGINNING = 24;
const FORM_BEGINNING = 4;
const FORM_ENDING = 3;
const LEAST_FORM = 40;

const MOST_LETTERS = 64; // more than a word has that is looked for
const rows = [0, 1, 2].map(() => new Uint8Array(MOST_LETTERS + 1));

// Restricted Damerau-Levenshtein distance of words about as long, 3 when it is three or more; what both begin and end
// with is left out.
function slips(typed, word) {
  const [start, end, last] = middle(typed, word);
  const [length, other] = [end - start, last - start];
  if (Math.max(length, other) > MOST_LETTERS) return 3;
  let [earlier, before, row] = rows;
  for (let to = 0; to <= other; to++) row[to] = to;
  for (let at = 1; at <= length; at++) {
    [earlier, before, row] = [before, row, earlier];
    let least = (row[0] = at);
    const letter = typed.charCodeAt(start + at - 1);
    for (let to = 1; to <= other; to++) {
      const same = letter === word.charCodeAt(start + to - 1);
      let cost = Math.min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (same ? 0 : 1));
      const isSwapped = at > 1 && to > 1 && letter === word.charCodeAt(start + to - 2);
      if (isSwapped && typed.charCodeAt(start + at - 2) === word.charCodeAt(start + to - 1)) cost = Math.min(cost, earlier[to - 2] + 1);
      row[to] = cost;
      if (cost < least) least = cost;
    }
    if (least > 2) return 3;
  }
  return Math.min(row[other], 3);
}

// Where two words begin to differ, and where what they end with in common begins in each.
function middle(typed, word) {
  let start = 0;
  let end = typed.length;
  let last = word.length;
  while (start < end && start < last && typed.charCodeAt(start) === word.charCodeAt(start)) start++;
  while (end > start && last > start && typed.charCodeAt(end - 1) === word.charCodeAt(last - 1)) {
    end--;
    last--;
  }
  return [start, end, last];
}

// A bit for each letter of a word; some letters share one.
function signOf(word) {
  let sign = 0;
  for (let at = 0; at < word.length; at++) sign |= 1 << (word.charCodeAt(at) & 31);
  return sign;
}

// Whether one word has more letters than `most` that the other has not, told by their signs: so many slips do less.
function differs(sign, other, most) {
  let gone = sign & ~other;
  let come = other & ~sign;
  for (let at = 0; at < most; at++) {
    gone &= gone - 1;
    come &= come - 1;
  }
  return (gone | come) !== 0;
}

function slipWeight(typed, word) {
  if (Math.abs(typed.length - word.length) > 2) return 0;
  const [start, end, last] = middle(typed, word);
  const [left, right] = [end - start, last - start];
  const size = Math.min(typed.length, TWO_SLIPS_FROM);
  if (left === 2 && right === 2 && typed[start] === word[start + 1] && typed[start + 1] === word[start]) return LIKELY_SLIP[size];
  if (Math.max(left, right) === 1) return (left ? ONE_SLIP : LIKELY_SLIP)[size];
  return size === TWO_SLIPS_FROM && slips(typed, word) === 2 ? TWO_SLIPS : 0;
}

// As `slipWeight`, or more where letters were taken for others of the same sound.
function mistakeWeight(typed, word, sound, other) {
  const weight = slipWeight(typed, word);
  if (sound === typed && other === word) return weight;
  const heard = sound === other ? LIKELY_SLIP[Math.min(typed.length, TWO_SLIPS_FROM)] : slipWeight(sound, other) - MISHEARD;
  return Math.max(weight, heard);
}

export class WordList {
  constructor(words, alike = {}) {
    this.words = words;
    const letters = new RegExp(`[${Object.keys(alike).join("")}]`, "g"); // of none, it finds nothing
    this.soundOf = (word) => word.replace(letters, (letter) => alike[letter]);
    this.sounds = words.map(this.soundOf);
    this.grams = new Grams(words);
    this.signs = Uint32Array.from(this.sounds, signOf);
    const { starts, holders } = this.grams;
    this.squares = new Float64Array(starts.length - 1);
    this.lengths = new Float64Array(words.length);
    for (let id = 0; id < this.squares.length; id++) {
      const weight = Math.max(1, Math.round(GRAM_STEPS * Math.log2(words.length / (starts[id + 1] - starts[id]))));
      this.squares[id] = weight * weight;
      for (let at = starts[id]; at < starts[id + 1]; at++) this.lengths[holders[at]] += weight * weight;
    }
    const most = this.squares.reduce((one, other) => Math.max(one, other), 1);
    this.unknown = words.length ? Math.min(MOST_UNKNOWN * MOST_UNKNOWN, most) : MOST_UNKNOWN * MOST_UNKNOWN;
    this.shared = new Float64Array(words.length);
    this.touched = new Uint32Array(words.length);
  }

  // Number of the first word that is not before `word`.
  place(word) {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  find(word) {
    const found = [];
    for (let at = this.place(word); this.words[at] === word; at++) found.push(at);
    return found;
  }

  // [word number, weight] of words that begin like `word` and are about as long.
  forms(word) {
    const beginning = word.slice(0, Math.max(FORM_BEGINNING, word.length - FORM_ENDING));
    const found = [];
    if (beginning.length < FORM_BEGINNING) return found;
    for (let at = this.place(beginning); this.words[at]?.startsWith(beginning); at++) {
      const other = this.words[at];
      let shared = beginning.length;
      while (shared < word.length && word[shared] === other[shared]) shared++;
      const weight = Math.floor((WHOLE * shared) / Math.max(word.length, other.length));
      if (weight >= LEAST_FORM && other !== word) found.push([at, weight]);
    }
    return found.sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, MOST_NEAR);
  }

  // [word number, weight] of the words like `typed`, best first, itself left out; at most `most` or what a search needs.
  near(typed, most) {
    const found = this.alike(typed);
    for (const number of this.beginning(typed)) {
      const share = Math.floor((WHOLE * typed.length) / this.words[number].length) - 4;
      found.set(number, Math.max(found.get(number) ?? 0, BEGINNING, share));
    }
    const kept = most || (typed.length > BEGUN ? MOST_NEAR : MOST_BEGUN);
    return [...found].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, kept);
  }

  alike(typed) {
    const { shared, lengths, touched, words, sounds, signs } = this;
    const [length, count] = this.share(typed);
    const isShort = typed.length <= SHORT;
    const sound = this.soundOf(typed);
    const sign = signOf(sound);
    const most = typed.length < TWO_SLIPS_FROM ? 1 : 2;
    const found = new Map();
    for (let at = 0; at < count; at++) {
      const number = touched[at];
      const like = (shared[number] * shared[number]) / (length * lengths[number]);
      shared[number] = 0;
      if (like < UNLIKE && !(isShort && Math.abs(typed.length - words[number].length) < 2)) continue;
      if (words[number] === typed) continue;
      const slip = differs(sign, signs[number], most) ? 0 : mistakeWeight(typed, words[number], sound, sounds[number]);
      const weight = Math.max(like >= LIKE ? Math.floor(WHOLE * like) : 0, slip);
      if (weight) found.set(number, weight);
    }
    return found;
  }

  // Sums up what each word has in common with `typed`; its own square length and how many words were touched.
  share(typed) {
    const { shared, touched, squares } = this;
    const { starts, holders } = this.grams;
    let length = 0;
    let count = 0;
    for (const id of this.grams.of(typed)) {
      const square = squares[id] ?? this.unknown;
      length += square;
      if (id < 0) continue;
      for (let at = starts[id]; at < starts[id + 1]; at++) {
        const number = holders[at];
        if (shared[number] === 0) touched[count++] = number;
        shared[number] += square;
      }
    }
    return [length, count];
  }

  // The shortest words that go on after `typed`.
  beginning(typed) {
    const { words } = this;
    const best = [];
    const longest = () => (best.length < MOST_NEAR ? Infinity : words[best.at(-1)].length);
    for (let at = this.place(typed); words[at]?.startsWith(typed); at++) {
      if (words[at] === typed || words[at].length >= longest()) continue;
      let place = best.length;
      while (place > 0 && words[best[place - 1]].length > words[at].length) place--;
      best.splice(place, 0, at);
      best.length = Math.min(best.length, MOST_NEAR);
    }
    return best;
  }
}
