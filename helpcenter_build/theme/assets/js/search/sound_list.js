// The words of a locale by their sound, as helpcenter_build/search/sound_list.py has it.
import { distance, parseWays } from "./heard.js";
import { MOST_NEAR, WHOLE, WordList } from "./near.js";
import { nativeKeys, rewrite, spellings } from "./sound.js";

const SOUND = 58;
const HEARD = 60;
const UNSURE = 50;
const MOST_TRIED = 40;
const SHORT_WORD = 4;
const EVERYWHERE = 3;
const MANY_FORMS = 2;

export class SoundList {
  constructor(lexicon) {
    this.lexicon = lexicon;
    this.ways = isOpen(lexicon) && parseWays(lexicon.typed_as);
    this.usual = usual(lexicon.terms);
    const pairs = [];
    lexicon.words.forEach((word, number) => {
      if (!(word[0] in lexicon.native_sounds)) return;
      for (const key of nativeKeys(word, lexicon)) if (key.length > 1 || (key && word.length <= SHORT_WORD)) pairs.push([key, number]);
    });
    pairs.sort(([one, first], [other, second]) => (one < other ? -1 : one > other ? 1 : first - second));
    this.keys = new WordList(pairs.map(([key]) => key));
    this.numbers = pairs.map(([, number]) => number);
  }

  // Letters of the longest key of `typed` that words have, less one; 0 when none has.
  knownLetters(typed) {
    return Math.max(...this.heard(typed).map((key) => (this.keys.find(key).length ? key.length - 1 : 0)));
  }

  // Word number -> weight of the words that sound like `typed`, else nearly like it.
  near(typed) {
    const keys = this.heard(typed);
    let found = this.weigh(typed, keys.flatMap((key) => this.keys.find(key).map((at) => [at, WHOLE])));
    if (Math.max(0, ...found.values()) < UNSURE) {
      const nearly = keys.flatMap((key) => this.keys.near(key, this.ways && MOST_TRIED));
      found = new Map([...this.weigh(typed, nearly), ...found]);
    }
    const best = [...found].sort(([one, first], [other, second]) => second - first || one - other);
    return new Map(best.slice(0, MOST_NEAR));
  }

  // Each key that a word in foreign letters may have.
  heard(typed) {
    const { foreign_sounds: sounds, doubtful } = this.lexicon;
    return spellings(typed, doubtful).map((way) => rewrite(typed, { ...sounds, ...way }));
  }

  // Weights of words by the places of their keys and what those count.
  weigh(typed, found) {
    const weights = new Map();
    for (const [at, weight] of found) {
      const number = this.numbers[at];
      if (!this.ways) weights.set(number, Math.max(weights.get(number) ?? 0, Math.floor((weight * SOUND) / WHOLE)));
      else if (!weights.has(number)) weights.set(number, this.likeness(typed, number));
    }
    return new Map([...weights].filter(([, weight]) => weight > 0));
  }

  // Weight of a word by all its letters, where keys leave vowels out.
  likeness(typed, number) {
    const apart = distance(typed, this.lexicon.words[number], this.ways);
    return HEARD - Math.floor((apart * 3) / 2) + this.usual[number];
  }
}

export const isOpen = (lexicon) => "" in lexicon.typed_as;

// How usual each word is: those of all sentences, then those of many forms.
function usual(terms) {
  const forms = new Map();
  for (const term of terms) forms.set(term, (forms.get(term) ?? 0) + 1);
  const bits = (count) => 32 - Math.clz32(count);
  return Array.from(terms, (term) => (term < 0 ? EVERYWHERE : Math.min(MANY_FORMS, bits(forms.get(term)) >> 1)));
}
