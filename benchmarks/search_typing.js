// Types into the search worker's script and counts what its engine loads; benchmarks/search_typing.py asks.
import { openEngine } from "/js/search/engine.js";
import { filesIn } from "/js/search/files.js";

const QUERY = 2;
const RESULT = 3;

let frame = null;

// A worker that knows nothing yet.
export const begin = () =>
  new Promise((resolve) => {
    const element = document.createElement("iframe");
    element.addEventListener("load", () => resolve((frame = element.contentWindow) && null), { once: true });
    element.src = "/frame.html?index=/search/";
    document.body.replaceChildren(element);
  });

// Milliseconds from the last letter of `query` to the first results for it.
export const type = (query) =>
  new Promise((resolve) => {
    const began = performance.now();
    frame.heard = ({ type }) => type === RESULT && resolve(performance.now() - began);
    frame.dispatchEvent(new MessageEvent("message", { data: { type: QUERY, data: query } }));
  });

// Names of the files a new engine reads for one query: up to the first results, and with the answers.
export const load = async (query) => {
  const names = [];
  const read = filesIn(new URL("/search/", location));
  const engine = await openEngine((name) => names.push(name) && read(name));
  const { hits, words } = await engine.search(query);
  const first = [...names];
  await Promise.all(hits.map((hit) => engine.detailed(hit, words)));
  return [first, names];
};
