// The browser's search engine: adds up what helpcenter_build/search compiled. No library, no DOM.
import { unpackPostings, unpackRising, unpackTerms, unpackWords } from "./packing.js";
import { QueryReader } from "./reader.js";
import { bestPassage, matchedWords } from "./passages.js";
import { recognise } from "./recognise.js";
import { spellingOf } from "./spelling.js";
import { askedOf, hasASay, judge } from "./verdict.js";

export const ENTRY = "index.json";
const FORMAT = 1;
const SHORTEST_LOOK = 3;

// `load(name)` resolves to the JSON of a file in the index's folder; rejections reach the caller.
export async function openEngine(load) {
  const entry = await load(ENTRY);
  if (entry.format !== FORMAT) throw new Error(`The search index has format ${entry.format}, this engine reads ${FORMAT}: run helpcenter build.`);
  const engine = new Engine(entry, load);
  await engine.start();
  return engine;
}

class Engine {
  constructor(entry, load) {
    this.entry = entry;
    this.load = load;
    this.files = new Map();
    this.unpacked = new Map();
  }

  async start() {
    const { lexicon } = await this.file(this.entry.words);
    this.lexicon = { ...lexicon, words: unpackWords(lexicon.words), terms: unpackTerms(lexicon.terms) };
    this.reader = new QueryReader(this.lexicon);
  }

  // A failed fetch is forgotten, so that the next query tries again.
  file(name) {
    if (!this.files.has(name)) {
      const loading = this.load(name);
      loading.catch(() => this.files.delete(name));
      this.files.set(name, loading);
    }
    return this.files.get(name);
  }

  // The piece of `kind` ("postings", "documents", "details") that holds a number, unpacked.
  async piece(kind, number) {
    const entry = this.entry[kind];
    let at = entry.length - 1;
    while (at > 0 && entry[at][0] > number) at--;
    const key = `${kind} ${at}`;
    if (!this.unpacked.has(key)) {
      const piece = (await this.file(entry[at][1]))[kind];
      this.unpacked.set(key, kind === "postings" ? unpackPiece(piece) : piece);
    }
    return this.unpacked.get(key);
  }

  async row(kind, number) {
    const { first, rows } = await this.piece(kind, number);
    return rows[number - first];
  }

  async search(query, { limit = 10 } = {}) {
    const words = this.reader.read(query);
    const result = { query, verdict: "nothing_fits", hits: [], spelling: spellingOf(words), ...recognise(query, this.entry.numbers) };
    const postings = await this.postingsOf(words);
    const ranked = rank(words, postings).slice(0, Math.max(limit, SHORTEST_LOOK));
    if (!ranked.length) return result;
    result.verdict = judge(figures(words, postings, ranked));
    result.hits = await Promise.all(ranked.slice(0, limit).map(([number, score]) => this.hit(number, score)));
    this.words = words;
    return { ...result, words };
  }

  // Term -> {base, learned} for every term of the query; fetches what is missing.
  async postingsOf(words) {
    const terms = new Set(words.flatMap((word) => word.alternatives.map(([term]) => term)));
    const found = new Map();
    await Promise.all(
      [...terms].map(async (term) => {
        const { first, base, learned } = await this.piece("postings", term);
        found.set(term, { base: base[term - first], learned: learned[term - first] });
      }),
    );
    return found;
  }

  async hit(number, score) {
    const [id, title, url, section] = await this.row("documents", number);
    return { number, id, title, url, section, score };
  }

  // A hit with its question, answer, best heading and the words to mark; a second file's worth.
  async detailed(hit, words) {
    const [question, answer, headings, parts] = await this.row("details", hit.number);
    const best = bestPassage(words, parts.map((part) => part.map(unpackRising)));
    const [anchor, heading] = best ? headings[best] : ["", ""];
    return { ...hit, question, answer, anchor, heading };
  }

  mark(words, text) {
    return matchedWords(words, text, this.termOf(), this.lexicon.fold);
  }

  termOf() {
    this.terms ??= new Map(this.lexicon.words.map((word, at) => [word, this.lexicon.terms[at]]));
    return this.terms;
  }
}

function unpackPiece({ first, base, learned }) {
  return { first, base: unpackPostings(base), learned: unpackPostings(learned) };
}

// [document, score] by score, the earlier document first among equals.
function rank(words, postings) {
  const scores = new Map();
  const largest = new Map();
  const add = (number, value) => scores.set(number, (scores.get(number) ?? 0) + value);
  for (const { alternatives } of words) {
    const best = new Map();
    for (const [term, weight] of alternatives) {
      largest.set(term, Math.max(largest.get(term) ?? 0, weight));
      const [documents, impacts] = postings.get(term).base;
      documents.forEach((number, at) => best.set(number, Math.max(best.get(number) ?? 0, impacts[at] * weight)));
    }
    best.forEach((value, number) => add(number, value));
  }
  for (const [term, weight] of largest) {
    const [documents, impacts] = postings.get(term).learned;
    documents.forEach((number, at) => add(number, impacts[at] * weight));
  }
  return [...scores].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
}

function figures(words, postings, ranked) {
  const counted = words.filter(hasASay);
  const [best] = ranked[0];
  const base = (term) => postings.get(term).base;
  const impact = (term) => base(term)[1][base(term)[0].indexOf(best)] ?? 0;
  const most = (values) => Math.max(0, ...values);
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return {
    asked: sum(counted.map((word) => askedOf(word, word.alternatives.map(([term]) => most(base(term)[1]))))),
    covered: sum(counted.map((word) => most(word.alternatives.map(([term, weight]) => weight * impact(term))))),
    first: ranked[0][1],
    third: ranked[2]?.[1] ?? 0,
    words: counted.length || 1,
  };
}
