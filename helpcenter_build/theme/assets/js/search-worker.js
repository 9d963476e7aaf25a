// Material's search worker, with our own engine behind it. Four messages: 0 setup, 1 ready, 2 query, 3 result.
// ?index=<root-relative folder of the index> says what to search; with ?channel=<name> every result is also told on
// that BroadcastChannel, with what Material's box has no place for: verdict, spelling, a recognised number, sections, completion;
// {section} sent there asks for the hits of one section, "" for those of all.
(() => {
  "use strict";
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const CLOSEST = 3;
  const MOST = 10;
  const WIDE = 60; // hits among which those of a chosen section are looked for
  const MANY = 6; // hits from which on sections are offered
  const SOON = 300; // milliseconds
  const PAUSE = 150; // milliseconds without a letter
  const WEAKEST = 4; // a hit with less than that part of the best one's score is noise
  const settings = new URL(self.location.href).searchParams;
  const folder = new URL(settings.get("index") ?? "../../search/", self.location.href);
  const channel = settings.has("channel") ? new BroadcastChannel(settings.get("channel")) : null;
  let opening = null;
  let newest = 0;
  let section = "";
  let asked = "";

  const modules = () => Promise.all([import("./search/engine.js"), import("./search/files.js")]);

  // A failed start is forgotten: the next letter tries again.
  const open = () => {
    opening ??= modules().then(([{ openEngine }, { filesIn }]) => openEngine(filesIn(folder), { answers: true }));
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

  const paragraph = (name, html) => (html ? `<p class="hc-hit__${name}">${html}</p>` : "");

  // One group of Material's list: the article and, below it, the headings that answer.
  const group = (engine, words, hit) => {
    const mark = (text) => marked(engine, words, text ?? "");
    const item = { location: hit.url, title: mark(hit.title), score: hit.score, terms: {}, tags: [escape(hit.section)] };
    item.text = paragraph("question", mark(hit.question)) + paragraph("answer", mark(hit.answer));
    const part = ([anchor, heading]) => ({ location: `${hit.url}#${anchor}`, title: mark(heading), text: "", score: hit.score - 1, terms: {} });
    return [item, ...(hit.parts ?? []).map(part)];
  };

  const strongest = (hits) => hits.filter((hit) => hit.score * WEAKEST >= hits[0].score);

  const sectionsOf = (hits) => {
    const names = [...new Set(hits.map((hit) => hit.section))];
    return hits.length >= MANY && names.length > 1 ? names : [];
  };

  // The hits worth showing, of the chosen section where it has some.
  const find = async (engine, query) => {
    const result = await engine.search(query, { limit: MOST });
    if (result.verdict === "nothing_fits") return { ...result, hits: result.hits.slice(0, channel ? CLOSEST : 0), sections: [] };
    const strong = strongest(result.hits);
    const found = { ...result, hits: strong, sections: sectionsOf(strong) };
    if (!found.sections.includes(section)) return found;
    const { hits } = await engine.search(query, { limit: WIDE });
    return { ...found, hits: strongest(hits.filter((hit) => hit.section === section)).slice(0, MOST), section };
  };

  const tell = (result, hits, engine) => {
    const items = hits.map((hit) => group(engine, result.words ?? [], hit));
    const { query, verdict, spelling, recognised, number, sections, section, completion } = result;
    self.postMessage({ type: RESULT, data: { items, suggest: completion ? [completion] : [] } });
    channel?.postMessage({ query, verdict, spelling, recognised, number, sections, section, completion, hits: hits.length });
  };

  // Without network for the answers the titles, told by then, must do.
  const titlesAlone = (error) => {
    if (error.name === "MissingFileError") throw error;
    console.warn(`Search: ${error.message}`);
    return null;
  };

  // Titles first; answers, which are other files, when typing pauses: results that change are hard to hit. A small site's
  // one file is on its way already.
  const answer = async (query) => {
    const turn = ++newest;
    asked = query;
    if (!query.trim()) {
      section = "";
      self.postMessage({ type: RESULT, data: { items: [] } });
      channel?.postMessage({ query: "", hits: 0 });
      return;
    }
    const engine = await open();
    if (turn !== newest) return;
    const result = await find(engine, query);
    if (turn !== newest) return;
    if (engine.hasOneDetailsFile) await Promise.race([engine.piece("details", 0).catch(() => null), pause(SOON)]);
    if (turn !== newest) return;
    if (!engine.hasDetails(result.hits)) {
      tell(result, result.hits, engine);
      await pause(PAUSE);
      if (turn !== newest) return;
    }
    const hits = await Promise.all(result.hits.map((hit) => engine.detailed(hit, result.words))).catch(titlesAlone);
    if (hits && turn === newest) tell(result, hits, engine);
  };

  // A file that is gone says that a new release has taken the index's place: it is opened anew, once.
  const answerAnew = (query) =>
    answer(query).catch((error) => {
      if (error.name !== "MissingFileError") throw error;
      opening = null;
      return answer(query);
    });

  const fail = (error) => {
    console.warn(`Search: ${error.message}`);
    self.postMessage({ type: RESULT, data: { items: [] } });
    channel?.postMessage({ failed: true, hits: 0 });
  };

  channel?.addEventListener("message", ({ data }) => {
    section = data.section;
    answerAnew(asked).catch(fail);
  });

  self.addEventListener("message", ({ data: { type, data } }) => {
    if (type === QUERY) answerAnew(data).catch(fail);
    else self.postMessage({ type: READY });
  });
})();
