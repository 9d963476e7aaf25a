// A query as weighted alternatives, as helpcenter_build/search/alternatives.py has it.
import { lowerText, splitChunks, splitFolded } from "./analysis.js";
import { WHOLE, WordList } from "./near.js";
import { alikeLetters } from "./sound.js";
import { SoundList, isOpen } from "./sound_list.js";

export const SYNONYM = 38;
const SOUNDS = -1;
const LAYOUT = 60;
const MOST_CHARACTERS = 1000;
const MOST_CHUNKS = 60;
const LONGEST_WORD = 40;
const NUMBER_DIGITS = 4;
const SPLIT_BELOW = 50;
const SHORTEST_PART = 3;
const LONGEST_PHRASE = 4;
const OF_KNOWN = 2;
const MOST_REMEMBERED = 1000;

const isNumber = (word) => /^[0-9]+$/.test(word);
const isAscii = (word) => /^[\x00-\x7f]*$/.test(word);

// Words without meaning keep no alternatives; `term` is undefined for what is not known at all.
const blank = (text) => ({ text, known: "", sure: 0, term: undefined, alternatives: [] });

export const isStopWord = (word) => word.term !== undefined && word.term < 0;

export const isPlainNumber = (word) => word.term === undefined && isNumber(word.text);

function evidence(words) {
  let letters = 0;
  let sum = 0;
  for (const word of words) {
    letters += word.text.length;
    sum += word.sure * word.text.length;
  }
  return sum / letters;
}

export class QueryReader {
  constructor(lexicon) {
    this.lexicon = lexicon;
    this.native = new WordList(lexicon.words, alikeLetters(lexicon.native_sounds));
    this.weak = new Set(lexicon.weak);
    this.groupsOf = new Map();
    const belongs = (term, number) => this.groupsOf.set(term, [...(this.groupsOf.get(term) ?? []), number]);
    lexicon.groups.forEach((group, number) => group.forEach((term) => belongs(term, number)));
    for (const [term, number] of lexicon.kinds) belongs(term, number);
    this.chunks = new Map(); // what was typed before this letter need not be read again
    this.phrases = new Map(lexicon.phrases.map(([terms, group]) => [terms.join(" "), group]));
  }

  get sounds() {
    this.soundList ??= new SoundList(this.lexicon); // takes a moment, and most queries need none
    return this.soundList;
  }

  read(query) {
    const start = query.length > MOST_CHARACTERS ? [...query.slice(0, 2 * MOST_CHARACTERS)].slice(0, MOST_CHARACTERS).join("") : query;
    const chunks = splitChunks(lowerText(start)).slice(0, MOST_CHUNKS);
    const way = this.commonWay(chunks);
    const words = chunks.flatMap((chunk) => this.remembered(chunk, way));
    const telling = words.filter((word) => !isStopWord(word));
    let read = [...words, ...this.joined(words), ...this.expressions(words), ...this.expressions(telling)];
    if (read.some((word) => word.alternatives.length && !this.weak.has(word.term))) {
      read = read.filter((word) => !this.weak.has(word.term));
    }
    const first = new Map();
    for (const word of read) {
      const meaning = word.alternatives.length ? word.alternatives.join(" ") : word.text;
      if (!first.has(meaning)) first.set(meaning, word);
    }
    return [...first.values()];
  }

  remembered(chunk, way) {
    if (this.chunks.size > MOST_REMEMBERED) this.chunks.clear();
    const key = `${way} ${chunk}`;
    if (!this.chunks.has(key)) this.chunks.set(key, this.readChunk(chunk, way));
    return this.chunks.get(key);
  }

  // The way of writing foreign letters that explains most of them, undefined when none does.
  commonWay(chunks) {
    const letters = new Map();
    for (const chunk of chunks) {
      for (const way of this.ways(chunk)) letters.set(way, (letters.get(way) ?? 0) + this.explained(chunk, way));
    }
    const [[way, most] = []] = [...letters].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    return most > 0 ? way : undefined;
  }

  readChunk(chunk, common) {
    const typed = splitFolded(chunk, this.lexicon.fold);
    const readings = [typed.flatMap((word) => this.nativeWords(word, WHOLE))];
    const ways = this.ways(chunk);
    for (const way of ways.includes(common) ? [common] : ways) readings.push(this.readBy(chunk, way));
    let best = [];
    let most = -1;
    for (const reading of readings) {
      const sure = reading.length ? evidence(reading) : -1;
      if (sure > most) [best, most] = [reading, sure];
    }
    return best;
  }

  ways(chunk) {
    const { fold, foreign_sounds: sounds, layouts } = this.lexicon;
    const typed = splitFolded(chunk, fold);
    if (typed.some(isNumber) || typed.every((word) => this.native.find(word).length)) return [];
    const letters = [...chunk];
    const fits = (layout) => letters.filter((character) => character in layout).length * 3 >= letters.length * 2;
    const letterful = (number) => this.meant(chunk, number).join("").length * 3 > letters.length * 2;
    const ways = [...layouts.keys()].filter((number) => fits(layouts[number]) && letterful(number));
    return Object.keys(sounds).length && typed.every(isAscii) ? [SOUNDS, ...ways] : ways;
  }

  meant(chunk, layout) {
    const keys = this.lexicon.layouts[layout];
    return splitFolded(Array.from(chunk, (character) => keys[character] ?? character).join(""), this.lexicon.fold);
  }

  explained(chunk, way) {
    const sum = (words, letters) => words.reduce((total, word) => total + letters(word), 0);
    if (way !== SOUNDS) return sum(this.meant(chunk, way), (word) => (word.length > 2 && this.native.find(word).length ? word.length : 0));
    return sum(splitFolded(chunk, this.lexicon.fold), (word) => this.sounds.knownLetters(word));
  }

  readBy(chunk, way) {
    if (way === SOUNDS) return splitFolded(chunk, this.lexicon.fold).map((word) => this.heard(word.slice(0, LONGEST_WORD)));
    return this.meant(chunk, way).flatMap((word) => this.nativeWords(word, LAYOUT));
  }

  heard(word) {
    return { ...this.queryWord(word, this.sounds.near(word)), heard: isOpen(this.lexicon) };
  }

  nativeWords(word, share) {
    if (word.length > LONGEST_WORD || (isNumber(word) && word.length >= NUMBER_DIGITS)) return [blank(word.slice(0, LONGEST_WORD))];
    const [exact] = this.native.find(word);
    if (exact !== undefined) return [this.queryWord(word, this.forms(word).set(exact, share))];
    if (isNumber(word)) return [blank(word)];
    const near = new Map(this.native.near(word).map(([number, weight]) => [number, Math.floor((weight * share) / WHOLE)]));
    if (Math.max(0, ...near.values()) < SPLIT_BELOW) {
      const parts = this.parts(word);
      if (parts.length) return parts.map((at) => this.queryWord(this.native.words[at], new Map([[at, share]])));
    }
    return [this.queryWord(word, near)];
  }

  forms(word) {
    const forms = this.native.forms(word).filter(([number]) => this.lexicon.terms[number] >= 0);
    return new Map(forms.map(([number, weight]) => [number, Math.floor(weight / OF_KNOWN)]));
  }

  parts(word) {
    for (let end = SHORTEST_PART; end <= word.length - SHORTEST_PART; end++) {
      const [first] = this.native.find(word.slice(0, end));
      const [second] = first === undefined ? [] : this.native.find(word.slice(end));
      if (second !== undefined) return [first, second];
    }
    return [];
  }

  queryWord(text, found) {
    if (!found.size) return blank(text);
    const { words, terms } = this.lexicon;
    let best = -1;
    for (const [number, weight] of found) {
      const most = found.get(best) ?? -1;
      if (weight > most || (weight === most && number < best)) best = number;
    }
    const sure = found.get(best);
    const weights = new Map();
    for (const [number, weight] of found) this.addWithGroup(weights, terms[number], weight, weight === sure);
    const alternatives = terms[best] < 0 ? [] : [...weights].sort(([one], [other]) => one - other);
    return { text, known: words[best], sure, term: terms[best], alternatives };
  }

  addWithGroup(weights, term, weight, widen) {
    const add = (other, share) => weights.set(other, Math.max(weights.get(other) ?? 0, share));
    if (term >= 0) add(term, weight);
    if (!widen) return;
    for (const group of this.groupsOf.get(term) ?? []) {
      for (const other of this.lexicon.groups[group]) add(other, other === term ? weight : Math.floor((weight * SYNONYM) / WHOLE));
    }
  }

  *joined(words) {
    for (let at = 0; at + 1 < words.length; at++) {
      const text = words[at].text + words[at + 1].text;
      for (const number of this.native.find(text)) yield this.queryWord(text, new Map([[number, WHOLE]]));
    }
  }

  *expressions(words) {
    for (let start = 0; start < words.length; start++) {
      for (let end = start + 2; end <= Math.min(start + LONGEST_PHRASE, words.length); end++) {
        const within = words.slice(start, end);
        const group = this.phrases.get(within.map((word) => word.term).join(" "));
        if (group === undefined) continue;
        const alternatives = this.lexicon.groups[group].map((term) => [term, SYNONYM]);
        yield { ...blank(within.map((word) => word.text).join(" ")), alternatives };
      }
    }
  }
}
