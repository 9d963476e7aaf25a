// Pagefind on the same articles and queries as ours, its browser module run in node:
//   node search_pagefind.mjs INPUT.json PAGEFIND_MODULE FOLDER
// INPUT: {lang, articles: [{id, title, text}], queries}. Prints the article ids of each query, best first, as JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const HITS = 10;
const ORIGIN = "http://localhost";
const [input, module, folder] = process.argv.slice(2);
const { lang, articles, queries } = JSON.parse(readFileSync(input, "utf8"));

async function writeIndex() {
  const { createIndex, close } = await import(pathToFileURL(module));
  const { index } = await createIndex({ forceLanguage: lang });
  for (const { id, title, text } of articles) {
    const { errors } = await index.addCustomRecord({ url: id, content: text, language: lang, meta: { title } });
    if (errors.length) throw new Error(errors.join("\n"));
  }
  await index.writeFiles({ outputPath: folder });
  await close();
}

// What the module takes from a browser: the page's language and address, and its own files by fetch.
function actAsBrowser() {
  globalThis.document = { querySelector: () => ({ getAttribute: () => lang }), currentScript: null };
  globalThis.window = { location: { origin: ORIGIN, href: `${ORIGIN}/` } };
  globalThis.location = globalThis.window.location;
  globalThis.fetch = async (address) => new Response(readFileSync(new URL(address, ORIGIN).pathname));
}

async function ask(pagefind, query) {
  const { results } = await pagefind.search(query);
  const hits = await Promise.all(results.slice(0, HITS).map((result) => result.data()));
  return hits.map((hit) => hit.raw_url);
}

await writeIndex();
actAsBrowser();
const pagefind = await import(pathToFileURL(join(folder, "pagefind.js")));
await pagefind.options({ basePath: `${folder}/`, baseUrl: "/" });
await pagefind.init(lang);
const answers = [];
for (const query of queries) answers.push(await ask(pagefind, query));
console.log(JSON.stringify(answers));
