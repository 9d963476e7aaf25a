// Answers queries with the browser's engine and the built index, in node:
//   node benchmarks/search_browser.mjs --locale en FILE [--site DIR] [--limit N] [--root PATH]
// FILE holds one query a line (of a tab-separated line the first column counts), "-" reads standard input. Prints for
// each one JSON line {"query", "verdict", "hits": [{"id", "title", "score"}]}. DIR is the built site, `site` by default;
// the locale's folder in it is found by itself.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ENTRY, openEngine } from "../helpcenter_build/theme/assets/js/search/engine.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { locale: { type: "string" }, site: { type: "string", default: "site" }, limit: { type: "string", default: "10" } },
});

function fail(message) {
  console.error(message);
  process.exit(2);
}

// The default locale lives at the root of the site, the others below their own names.
function indexFolder() {
  for (const folder of [join(values.site, values.locale, "search"), join(values.site, "search")]) {
    const entry = join(folder, ENTRY);
    if (existsSync(entry) && JSON.parse(readFileSync(entry, "utf8")).locale === values.locale) return folder;
  }
  return fail(`No search index of locale ${values.locale} in ${values.site}; run \`helpcenter build\`.`);
}

if (!values.locale || positionals.length !== 1) fail("Usage: node benchmarks/search_browser.mjs --locale LOCALE FILE [--site DIR]");
const folder = indexFolder();
const engine = await openEngine(async (name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const [file] = positionals;
for (const line of readFileSync(file === "-" ? 0 : file, "utf8").split("\n")) {
  const query = line.replace(/\r$/, "").split("\t")[0];
  if (!query) continue;
  const { verdict, hits } = await engine.search(query, { limit: Number(values.limit) });
  console.log(JSON.stringify({ query, verdict, hits: hits.map(({ id, title, score }) => ({ id, title, score })) }));
}
