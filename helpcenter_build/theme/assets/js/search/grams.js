// Which words have which two- and three-letter pieces, their ends marked: rows of numbers, so that tens of thousands of
// words are ready soon on a phone.
const START = 0;
const END = 1;
const MARKS = 2;
const SPARE = 64; // more letters than one typed word has that no word has

export class Grams {
  constructor(words) {
    this.letters = new Map();
    for (const word of words) for (let at = 0; at < word.length; at++) this.learn(word.charCodeAt(at));
    this.base = MARKS + this.letters.size + SPARE;
    this.ids = new Map();
    this.fill(words);
  }

  learn(unit) {
    if (!this.letters.has(unit)) this.letters.set(unit, MARKS + this.letters.size);
  }

  // holders[starts[id]] up to holders[starts[id + 1]] are the words with a gram.
  fill(words) {
    const counts = [];
    const latest = []; // the word that had a gram last: each counts once
    const pieces = [];
    const add = (gram, number) => {
      let id = this.ids.get(gram);
      if (id === undefined) {
        this.ids.set(gram, (id = counts.length));
        counts.push(0);
        latest.push(-1);
      }
      if (latest[id] === number) return;
      latest[id] = number;
      counts[id]++;
      pieces.push(id);
    };
    const ends = words.map((word, number) => {
      this.each(word, this.letters, (gram) => add(gram, number));
      return pieces.length;
    });
    this.starts = new Uint32Array(counts.length + 1);
    counts.forEach((count, id) => (this.starts[id + 1] = this.starts[id] + count));
    this.holders = new Uint32Array(pieces.length);
    const places = this.starts.slice();
    for (let at = 0, number = 0; at < pieces.length; at++) {
      while (ends[number] <= at) number++;
      this.holders[places[pieces[at]]++] = number;
    }
  }

  // Calls `take` with each gram of a word as one number.
  each(word, letters, take) {
    let one = START;
    let two = -1;
    for (let at = 0; at <= word.length; at++) {
      const three = at < word.length ? letters.get(word.charCodeAt(at)) : END;
      take(one * this.base + three);
      if (two >= 0) take(((two + 1) * this.base + one) * this.base + three);
      [two, one] = [one, three];
    }
  }

  // The ids of a typed word's grams, -1 for each that no word has.
  of(typed) {
    let letters = this.letters;
    for (let at = 0; at < typed.length; at++) {
      if (letters.has(typed.charCodeAt(at))) continue;
      if (letters === this.letters) letters = new Map(letters);
      letters.set(typed.charCodeAt(at), MARKS + letters.size);
    }
    const found = new Set();
    this.each(typed, letters, (gram) => found.add(gram));
    return Array.from(found, (gram) => this.ids.get(gram) ?? -1);
  }
}
