// Unpacks what helpcenter_build/search/packing.py packed.
const ALPHABET = Array.from({ length: 91 }, (_, at) => String.fromCharCode(at < 57 ? 35 + at : 36 + at)).slice(0, 90);
const ENDS = 80;
const GOES_ON = ALPHABET.length - ENDS;
const DIGITS = new Uint8Array(128);
ALPHABET.forEach((letter, at) => (DIGITS[letter.charCodeAt(0)] = at));

export function unpackNumbers(text) {
  const numbers = new Uint32Array(text.length);
  let count = 0;
  let number = 0;
  let place = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = DIGITS[text.charCodeAt(at)];
    number += digit * place;
    if (digit < ENDS) {
      numbers[count++] = number;
      number = 0;
      place = 1;
    } else {
      place *= GOES_ON;
    }
  }
  return numbers.subarray(0, count);
}

// In place: gaps to the numbers they lead to.
export function raise(gaps) {
  for (let at = 0, before = -1; at < gaps.length; at++) gaps[at] = before += gaps[at] + 1;
  return gaps;
}

export const unpackRising = (text) => raise(unpackNumbers(text));

// Postings of a run of terms: base(at) and learned(at) give [documents, impacts] of the term at a place in it. `levels`
// are the impacts that base impacts are numbers of.
export class Postings {
  constructor([counts, ...rows], levels) {
    const [baseGaps, numbers, learnedGaps, learned] = rows.map(unpackNumbers);
    const base = numbers.map((number) => levels[number]);
    const pairs = Array.from(unpackNumbers(counts), parted);
    this.rows = [new Rows(pairs.map(([one]) => one), baseGaps, base), new Rows(pairs.map(([, other]) => other), learnedGaps, learned)];
  }

  base(at) {
    return this.rows[0].row(at);
  }

  learned(at) {
    return this.rows[1].row(at);
  }
}

class Rows {
  constructor(sizes, documents, impacts) {
    Object.assign(this, { documents, impacts });
    this.ends = new Uint32Array(sizes.length + 1);
    sizes.forEach((size, at) => {
      const end = this.ends[at] + size;
      raise(documents.subarray(this.ends[at], end));
      this.ends[at + 1] = end;
    });
  }

  row(at) {
    const [start, end] = [this.ends[at], this.ends[at + 1]];
    return [this.documents.subarray(start, end), this.impacts.subarray(start, end)];
  }
}

// The two numbers of a pair number.
function parted(pair) {
  const sum = Math.floor((Math.sqrt(8 * pair + 1) - 1) / 2);
  const other = pair - (sum * (sum + 1)) / 2;
  return [sum - other, other];
}
