// Words that look like a word, as helpcenter_build/search/near.py has it.
export const WHOLE = 64;
const LIKE = 0.12;
const UNLIKE = 0.03;
const SHORT = 5;
const GRAM_STEPS = 16;
const MOST_UNKNOWN = GRAM_STEPS * 8;
const MOST_NEAR = 12;
const ONE_SLIP = [0, 0, 0, 36, 44, 50, 54];
const TWO_SLIPS = 36;
const TWO_SLIPS_FROM = 6;
const BEGINNING = 24;
const FORM_BEGINNING = 4;
const FORM_ENDING = 3;
const LEAST_FORM = 40;
// A gram as one number: up to three UTF-16 units, 16 bits each.
const UNIT = 65536;

function grams(word) {
  const marked = `^${word}$`;
  const found = new Set();
  for (let at = 0; at + 1 < marked.length; at++) {
    const pair = marked.charCodeAt(at) * UNIT + marked.charCodeAt(at + 1);
    found.add(pair);
    if (at + 2 < marked.length) found.add(pair * UNIT + marked.charCodeAt(at + 2));
  }
  return found;
}

// Restricted Damerau-Levenshtein distance, 3 when it is three or more.
export function slips(typed, word) {
  if (Math.abs(typed.length - word.length) > 2) return 3;
  let before = [];
  let row = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let at = 1; at <= typed.length; at++) {
    const earlier = before;
    before = row;
    row = [at];
    let least = at;
    for (let to = 1; to <= word.length; to++) {
      const same = typed[at - 1] === word[to - 1];
      let cost = Math.min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (same ? 0 : 1));
      if (at > 1 && to > 1 && typed[at - 1] === word[to - 2] && typed[at - 2] === word[to - 1]) {
        cost = Math.min(cost, earlier[to - 2] + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > 2) return 3;
  }
  return Math.min(row[word.length], 3);
}

export function slipWeight(typed, word) {
  if (typed.length < TWO_SLIPS_FROM) return isOneSlip(typed, word) ? ONE_SLIP[typed.length] : 0;
  const count = slips(typed, word);
  if (count === 1) return ONE_SLIP.at(-1);
  return count === 2 ? TWO_SLIPS : 0;
}

// Whether `slips` is one, told by what is left between the same beginning and ending.
function isOneSlip(typed, word) {
  let start = 0;
  let end = typed.length;
  let longest = word.length;
  while (start < Math.min(end, longest) && typed[start] === word[start]) start++;
  while (end > start && longest > start && typed[end - 1] === word[longest - 1]) {
    end--;
    longest--;
  }
  const [left, right] = [end - start, longest - start];
  if (Math.max(left, right) === 1) return true;
  return left === 2 && right === 2 && typed[start] === word[start + 1] && typed[start + 1] === word[start];
}

export class WordList {
  constructor(words) {
    this.words = words;
    this.withGram = new Map();
    words.forEach((word, number) => {
      for (const gram of grams(word)) {
        const holders = this.withGram.get(gram);
        if (holders) holders.push(number);
        else this.withGram.set(gram, [number]);
      }
    });
    this.squares = new Map();
    this.lengths = new Float64Array(words.length);
    for (const [gram, holders] of this.withGram) {
      const weight = Math.max(1, Math.round(GRAM_STEPS * Math.log2(words.length / holders.length)));
      this.squares.set(gram, weight * weight);
      for (const number of holders) this.lengths[number] += weight * weight;
    }
    this.unknown = MOST_UNKNOWN * MOST_UNKNOWN;
    if (words.length) this.unknown = Math.min(this.unknown, [...this.squares.values()].reduce((one, other) => Math.max(one, other), 1));
    this.shared = new Float64Array(words.length);
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

  // [word number, weight] of the words like `typed`, best first, itself left out.
  near(typed) {
    const found = this.alike(typed);
    for (const number of this.beginning(typed)) {
      const share = Math.floor((WHOLE * typed.length) / this.words[number].length) - 4;
      found.set(number, Math.max(found.get(number) ?? 0, BEGINNING, share));
    }
    return [...found].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, MOST_NEAR);
  }

  alike(typed) {
    const { shared, lengths } = this;
    const touched = [];
    let length = 0;
    for (const gram of grams(typed)) {
      const square = this.squares.get(gram);
      length += square ?? this.unknown;
      for (const number of this.withGram.get(gram) ?? []) {
        if (shared[number] === 0) touched.push(number);
        shared[number] += square;
      }
    }
    const found = new Map();
    for (const number of touched) {
      const like = (shared[number] * shared[number]) / (length * lengths[number]);
      shared[number] = 0;
      const word = this.words[number];
      const near = like >= UNLIKE || (typed.length <= SHORT && Math.abs(typed.length - word.length) < 2);
      if (!near || word === typed) continue;
      const weight = Math.max(like >= LIKE ? Math.floor(WHOLE * like) : 0, slipWeight(typed, word));
      if (weight) found.set(number, weight);
    }
    return found;
  }

  // The shortest words that go on after `typed`.
  beginning(typed) {
    const longer = [];
    for (let at = this.place(typed); this.words[at]?.startsWith(typed); at++) if (this.words[at] !== typed) longer.push(at);
    return longer.sort((one, other) => this.words[one].length - this.words[other].length || one - other).slice(0, MOST_NEAR);
  }
}
