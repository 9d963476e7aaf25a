// Material's search worker, with our own engine behind it. Four messages: 0 setup, 1 ready, 2 query, 3 result.
// ?index=<root-relative folder of the index> says what to search. Our own box asks with a `section` beside the query, "" for
// all of them, and reads beside Material's `items` and `suggest`: verdict, spelling, a recognised number, sections, completion.
(() => {
  "use strict";
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const CLOSEST = 3;
  const MOST = 8; // each may be another file of titles
  const ANSWERED = 5; // the best hits have their answers, the others their titles
  const WIDE = 60; // hits among which those of a chosen section are looked for
  const MANY = 6; // hits from which on sections are offered
  const PAUSE = 150; // milliseconds without a letter
  const WEAKEST = 4; // a hit with less than that part of the best one's score is noise
  const folder = new URL(new URL(self.location.href).searchParams.get("index") ?? "../../search/", self.location.href);
  let opening = null;
  let newest = 0;

  // A failed start is forgotten: the next letter tries again.
  const open = () => {
    opening ??= import("./search/engine.js").then(({ openIndexIn }) => openIndexIn(folder));
    opening.catch(() => (opening = null));
    return opening;
  };

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  const marked = (engine, words, text) => {
    let html = "";
    let done = 0;
    for (const [start, end] of engine.mark(words, text)) {
      html += `${escape(text.slice(done, start))}<mark>${escape(text.slice(start, end))}</mark>`;
      done = end;
    }
    return html + escape(text.slice(done));
  };

  const paragraph = (name, html) => `<p class="hc-hit__${name}">${html}</p>`;

  // One group of Material's list: the article and, below it, the headings that answer. `terms` are the words to mark on its
  // page; an answer that is still on its way has its place kept.
  const group = async (engine, words, hit) => {
    const mark = (text) => marked(engine, words, text);
    const terms = Object.fromEntries((await engine.wordsToMark(words, hit.number)).map((word) => [word, true]));
    const shared = { score: hit.score, terms };
    const question = hit.question ? paragraph("question", mark(hit.question)) : "";
    const text = hit.answer === "" ? question : question + paragraph("answer", mark(hit.answer ?? ""));
    const item = { location: hit.url, title: mark(hit.title), text, tags: [escape(hit.section)], ...shared };
    const part = ([anchor, heading]) => ({ location: `${hit.url}#${anchor}`, title: mark(heading), text: "", ...shared });
    return [item, ...(hit.parts ?? []).map(part)];
  };

  const strongest = (hits) => hits.filter((hit) => hit.score * WEAKEST >= hits[0].score);

  const sectionsOf = (hits) => {
    const names = [...new Set(hits.map((hit) => hit.section))];
    return hits.length >= MANY && names.length > 1 ? names : [];
  };

  // The hits worth showing, of the chosen section where it has some. Material's box has no words for "nothing fits".
  const find = async (engine, query, section) => {
    const result = await engine.find(query, MOST);
    const closest = section === undefined ? 0 : CLOSEST;
    const fits = result.verdict !== "nothing_fits";
    const hits = await engine.titled(fits ? strongest(result.hits) : result.hits.slice(0, closest));
    const found = { ...result, hits, sections: fits ? sectionsOf(hits) : [] };
    if (!found.sections.includes(section)) return found;
    const wide = await engine.search(query, { limit: WIDE });
    return { ...found, hits: strongest(wide.hits.filter((hit) => hit.section === section)).slice(0, MOST), section };
  };

  const say = (answer) => self.postMessage({ type: RESULT, data: { items: [], suggest: [], hits: 0, ...answer } });

  const tell = async (engine, { words = [], ...result }, hits) => {
    const items = await Promise.all(hits.map((hit) => group(engine, words, hit)));
    say({ ...result, items, suggest: result.completion ? [result.completion] : [], hits: hits.length });
  };

  const withoutAnswer = (hit) => ({ ...hit, answer: "" });

  // Without network for an answer the title must do.
  const detailed = (engine, words, hit) =>
    engine.detailed(hit, words).catch((error) => {
      if (error.name === "MissingFileError") throw error;
      console.warn(`Search: ${error.message}`);
      return withoutAnswer(hit);
    });

  // Titles first; answers, which are other files, when typing pauses.
  const answer = async (query, section) => {
    const turn = ++newest;
    const engine = await open();
    if (turn !== newest) return;
    if (!query.trim()) {
      say({ query });
      return;
    }
    const { hits, ...result } = await find(engine, query, section);
    if (turn !== newest) return;
    const best = hits.slice(0, ANSWERED);
    const others = hits.slice(ANSWERED).map(withoutAnswer);
    if (!engine.hasDetails(best)) {
      await tell(engine, result, [...best, ...others]);
      await pause(PAUSE);
      if (turn !== newest) return;
    }
    const answered = await Promise.all(best.map((hit) => detailed(engine, result.words, hit)));
    if (turn === newest) await tell(engine, result, [...answered, ...others]);
  };

  // A file that is gone says that a new release has taken the index's place: it is opened anew, once.
  const answerAnew = (query, section) =>
    answer(query, section).catch((error) => {
      if (error.name !== "MissingFileError") throw error;
      opening = null;
      return answer(query, section);
    });

  const fail = (query, error) => {
    console.warn(`Search: ${error.message}`);
    say({ query, failed: true });
  };

  self.addEventListener("message", ({ data: { type, data, section } }) => {
    if (type === QUERY) answerAnew(data, section).catch((error) => fail(data, error));
    else self.postMessage({ type: READY });
  });
})();
