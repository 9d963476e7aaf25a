// Reads a message with the search engine; fetches nothing but files of the index named by ?index=.
import { openIndexIn } from "./search/engine.js";

const MOST = 6; // some may stand below the topic already
const folder = new URL(new URL(self.location.href).searchParams.get("index"), self.location.href);
let opening = null;

// A failed start is forgotten: the next words try again.
const open = () => {
  opening ??= openIndexIn(folder);
  opening.catch(() => (opening = null));
  return opening;
};

const articlesFor = async (text) => {
  const engine = await open();
  const { verdict, hits, words } = await engine.search(text, { limit: MOST });
  if (verdict === "nothing_fits") return [];
  const detailed = await Promise.all(hits.map((hit) => engine.detailed(hit, words)));
  return detailed.map(({ title, url, answer }) => ({ title, url, answer }));
};

self.addEventListener("message", async ({ data: text }) => {
  const articles = await articlesFor(text).catch(() => []); // no index: no suggestions
  self.postMessage({ text, articles });
});
