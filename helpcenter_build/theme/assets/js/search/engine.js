// The browser's search engine: adds up what helpcenter_build/search compiled. No library, no DOM.
import { lowerText, splitFolded } from "./analysis.js";
import { filesIn } from "./files.js";
import { likelier } from "./likely.js";
import { beginningsIn } from "./marks.js";
import { Postings, unpackRising } from "./packing.js";
import { QueryReader } from "./reader.js";
import { Ranking } from "./ranking.js";
import { bestPassages, matchedWords } from "./passages.js";
import { recognise } from "./recognise.js";
import { spellingOf } from "./spelling.js";
import { askedOf, hasASay, judge } from "./verdict.js";
import { unpackSynonyms, unpackWords } from "./words.js";

export const ENTRY = "index.json";
const FORMAT = 7;
const SHORTEST_LOOK = 3;

// `load(name)` resolves to the JSON of a file in the index's folder; rejections reach the caller.
export async function openEngine(load) {
  const entry = await load(ENTRY);
  if (entry.format !== FORMAT) throw new Error(`The search index has format ${entry.format}, this engine reads ${FORMAT}: run helpcenter build.`);
  const engine = new Engine(entry, load);
  await engine.start();
  return engine;
}

// The index in a folder of this site.
export const openIndexIn = (folder) => openEngine(filesIn(folder));

class Engine {
  constructor(entry, load) {
    this.entry = entry;
    this.load = load;
    this.files = new Map();
    this.unpacked = new Map();
  }

  async start() {
    const { lexicon } = await this.file(this.entry.words);
    this.lexicon = { ...lexicon, ...unpackWords(lexicon), ...unpackSynonyms(lexicon) };
    this.reader = new QueryReader(this.lexicon);
    this.ranking = new Ranking(this.entry.size);
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
    const at = this.place(kind, number);
    const key = `${kind} ${at}`;
    if (!this.unpacked.has(key)) {
      const piece = (await this.file(this.entry[kind][1].replace("*", at)))[kind];
      this.unpacked.set(key, kind === "postings" ? unpackPiece(piece, this.entry.levels) : piece);
    }
    return this.unpacked.get(key);
  }

  place(kind, number) {
    const [firsts] = this.entry[kind];
    let at = firsts.length - 1;
    while (at > 0 && firsts[at] > number) at--;
    return at;
  }

  // Whether nothing needs to be fetched any more for the answers of these hits.
  hasDetails(hits) {
    return hits.every(({ number }) => this.unpacked.has(`details ${this.place("details", number)}`));
  }

  async row(kind, number) {
    const { first, rows } = await this.piece(kind, number);
    return rows[number - first];
  }

  async search(query, { limit = 10 } = {}) {
    const result = await this.find(query, limit);
    return { ...result, hits: await this.titled(result.hits) };
  }

  // As `search`, of each hit its number and its score alone: titles are other files.
  async find(query, limit) {
    const read = this.reader.read(query);
    const result = { query, verdict: "nothing_fits", hits: [], spelling: spellingOf(read), ...recognise(query, this.entry.numbers) };
    const postings = await this.postingsOf(read);
    const words = read.map((word) => (word.heard ? likelier(word, (term) => postings.get(term).base[0].length) : word));
    const ranked = this.ranking.best(words, postings, Math.max(limit, SHORTEST_LOOK));
    if (!ranked.length) return result;
    result.verdict = judge(figures(words, postings, ranked));
    result.completion = this.completionOf(query, words, postings);
    result.hits = ranked.slice(0, limit).map(([number, score]) => ({ number, score }));
    return { ...result, words };
  }

  // What the last word, as far as it is typed, becomes in most articles; "" when it is a word by itself.
  completionOf(query, words, postings) {
    const last = words.findLast(({ text }) => query.toLowerCase().endsWith(text));
    if (!last || last.known === last.text) return "";
    const articles = (at) => postings.get(this.lexicon.terms[at])?.base[0].length ?? 0;
    const most = (one, other) => (articles(other) > articles(one) ? other : one);
    const longer = this.reader.native.beginning(last.text);
    return longer.length ? this.lexicon.words[longer.reduce(most)] : "";
  }

  // Term -> {base, learned} for every term of the query; fetches what is missing.
  async postingsOf(words) {
    const terms = new Set(words.flatMap((word) => word.alternatives.map(([term]) => term)));
    const found = new Map();
    await Promise.all(
      [...terms].map(async (term) => {
        const { first, postings } = await this.piece("postings", term);
        found.set(term, { base: postings.base(term - first), learned: postings.learned(term - first) });
      }),
    );
    return found;
  }

  titled(hits) {
    const title = async ({ number, score }) => {
      const { root, sections } = await this.piece("documents", number);
      const [id, title, section, url = `${root}${id}/`] = await this.row("documents", number);
      return { number, id, title, url, section: sections[section], score };
    };
    return Promise.all(hits.map(title));
  }

  // A hit with its question, answer, and the [anchor, heading] of its best parts; another file's worth.
  async detailed(hit, words) {
    const [question, answer, headings, parts] = await this.row("details", hit.number);
    const passages = parts.map((terms, at) => [this.termsOf(headings[at][1]), unpackRising(terms)]);
    return { ...hit, question, answer, parts: bestPassages(words, passages).map((at) => headings[at]) };
  }

  // Beginnings of the words of an article that stand for something the query asked for.
  async wordsToMark(words, number) {
    return beginningsIn(number, words, await this.postingsOf(words), (term) => this.formsOf(term));
  }

  formsOf(term) {
    const { words, terms } = this.lexicon;
    const { first, next } = (this.forms ??= chain(terms));
    const forms = [];
    for (let at = first[term]; at >= 0; at = next[at]) forms.push(words[at]);
    return forms;
  }

  termsOf(text) {
    return splitFolded(lowerText(text), this.lexicon.fold).map((word) => this.lexicon.termOf.get(word));
  }

  mark(words, text) {
    return matchedWords(words, text, this.lexicon.termOf, this.lexicon.fold);
  }
}

// Of each term the first word, of each word the next of its term, -1 for none: many times quicker than a list for each.
function chain(terms) {
  const first = new Int32Array(terms.length).fill(-1);
  const next = new Int32Array(terms.length);
  for (let at = terms.length - 1; at >= 0; at--) {
    next[at] = first[terms[at]];
    first[terms[at]] = at;
  }
  return { first, next };
}

const unpackPiece = ({ first, packed }, levels) => ({ first, postings: new Postings(packed, levels) });

function figures(words, postings, ranked) {
  const counted = words.filter(hasASay);
  const [best] = ranked[0];
  const base = (term) => postings.get(term).base;
  const impact = (term) => base(term)[1][base(term)[0].indexOf(best)] ?? 0;
  const most = (values) => values.reduce((one, other) => Math.max(one, other), 0);
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return {
    asked: sum(counted.map((word) => askedOf(word, word.alternatives.map(([term]) => most(base(term)[1]))))),
    covered: sum(counted.map((word) => most(word.alternatives.map(([term, weight]) => weight * impact(term))))),
    first: ranked[0][1],
    third: ranked[2]?.[1] ?? 0,
    words: counted.length || 1,
    sure: most(counted.map((word) => word.sure)),
  };
}
