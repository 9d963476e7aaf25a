// Lunr as Material ships it and MiniSearch tuned, on the same articles and queries as ours:
//   node search_peers.mjs INPUT.json MATERIAL_TEMPLATES MINISEARCH_MODULE
// INPUT: {locale, config, docs, stemmed: [{id, title, asked_as, text}], queries, stemmedQueries}. Prints
// {engine: [[article ids of a query, best first]]}.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const [input, material, minisearch] = process.argv.slice(2);
const { config, docs, stemmed, queries, stemmedQueries } = JSON.parse(readFileSync(input, "utf8"));

// Material's worker, with the globals a worker has.
async function askMaterial() {
  const workers = join(material, "assets/javascripts/workers");
  const waiting = [];
  let handler = null;
  globalThis.self = globalThis;
  globalThis.addEventListener = (_, given) => (handler = given);
  globalThis.postMessage = (message) => waiting.shift()(message);
  globalThis.importScripts = (...names) => names.forEach((name) => runInThisContext(readFileSync(join(workers, name), "utf8")));
  const [script] = readdirSync(workers).filter((name) => /^search\..*\.js$/.test(name));
  runInThisContext(readFileSync(join(workers, script), "utf8"));
  const ask = (data) => new Promise((resolve) => (waiting.push(resolve), handler({ data })));
  await ask({ type: 0, data: { config, docs, options: { suggest: false } } });
  const answers = [];
  for (const query of queries) {
    const { data } = await ask({ type: 2, data: query });
    answers.push(data.items.map(([{ location }]) => location.split("#")[0]).slice(0, 10));
  }
  return answers;
}

async function askMiniSearch() {
  const { default: MiniSearch } = await import(minisearch);
  const engine = new MiniSearch({ fields: ["title", "asked_as", "text"], searchOptions: { boost: { title: 3, asked_as: 2.5 }, fuzzy: 0.2, prefix: true } });
  engine.addAll(stemmed);
  return stemmedQueries.map((query) => engine.search(query).slice(0, 10).map(({ id }) => id));
}

console.log(JSON.stringify({ "Material (lunr)": await askMaterial(), "MiniSearch tuned": minisearch ? await askMiniSearch() : null }));
