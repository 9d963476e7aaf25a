// The words of a locale by their sound, as helpcenter_build/search/sound_list.py has it.
import { MOST_NEAR, WHOLE, WordList } from "./near.js";
import { nativeKeys, rewrite, spellings, unlikeness, voicedRules } from "./sound.js";

const SOUND = 58;
const SHORT_WORD = 4;
const EVERYWHERE = 3;
const MANY_FORMS = 2;

export class SoundList {
  constructor(lexicon) {
    this.lexicon = lexicon;
    this.voiced = voicedRules(lexicon);
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
    return Math.max(...this.heard(typed).map(([key]) => (this.keys.find(key).length ? key.length - 1 : 0)));
  }

  // Word number -> weight of the words that sound like `typed`, else nearly like it.
  near(typed) {
    const heard = this.heard(typed);
    const exact = heard.flatMap(([key, voiced]) => this.keys.find(key).map((at) => [at, WHOLE, voiced]));
    const found = new Map();
    for (const [at, weight, voiced] of exact.length ? exact : this.nearly(heard)) {
      const number = this.numbers[at];
      const share = Math.floor((weight * SOUND) / WHOLE) + this.likelihood(voiced, number);
      found.set(number, Math.max(found.get(number) ?? 0, share, 1));
    }
    const best = [...found].sort(([one, first], [other, second]) => second - first || one - other);
    return new Map(best.slice(0, MOST_NEAR));
  }

  // Each key that a word in foreign letters may have, and the same with its vowels.
  heard(typed) {
    const { foreign_sounds: sounds, doubtful } = this.lexicon;
    const written = (way, rules) => rewrite(typed, { ...rules, ...way });
    return spellings(typed, doubtful).map((way) => [written(way, sounds), written(way, this.voiced?.foreign ?? sounds)]);
  }

  nearly(heard) {
    return heard.flatMap(([key, voiced]) => this.keys.near(key).map(([at, weight]) => [at, weight, voiced]));
  }

  // What speaks for a word, or against it, among those whose keys leave out their vowels.
  likelihood(voiced, number) {
    if (!this.voiced) return 0;
    return this.usual[number] - unlikeness(voiced, rewrite(this.lexicon.words[number], this.voiced.native));
  }
}

// How usual each word is: those of all sentences, then those of many forms.
function usual(terms) {
  const forms = new Map();
  for (const term of terms) forms.set(term, (forms.get(term) ?? 0) + 1);
  const bits = (count) => 32 - Math.clz32(count);
  return Array.from(terms, (term) => (term < 0 ? EVERYWHERE : Math.min(MANY_FORMS, bits(forms.get(term)) >> 1)));
}
