// On the page for missing addresses: searches for the words of the address.
import { openIndexIn } from "../search/engine.js";

const MOST = 5;
const ESCAPES = /(?:%[0-9a-f]{2})+/gi;
const NOT_WORDS = /[^\p{L}\p{M}\p{N}]+/u;
const SUFFIX = /\.\w{2,5}$/;

const decoded = (escapes) => {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return " "; // of no use as words
  }
};

const wordsOf = (part) => {
  const text = part.replace(SUFFIX, "").replace(ESCAPES, decoded);
  return text.split(NOT_WORDS).filter((word) => word.length > 1 && !/^\d+$/.test(word));
};

// "/bg/old-help/how%20to-return.html" asks for "how to return", and if nothing fits that, for "old help how to return".
const queriesOf = (path, home) => {
  const rest = path.startsWith(home) ? path.slice(home.length) : path;
  const parts = rest.split("/").filter(Boolean).map(wordsOf);
  return [parts.at(-1) ?? [], parts.flat()].map((words) => words.join(" ")).filter(Boolean);
};

export default class Missing {
  constructor(place) {
    this.place = place;
    const queries = queriesOf(location.pathname, place.dataset.home);
    if (queries.length) this.search(queries);
  }

  async search(queries) {
    const folder = new URL(`${this.place.dataset.home}search/`, location.href);
    const engine = await openIndexIn(folder).catch(() => null);
    if (!engine) return; // no index: the page offers its other ways on
    for (const query of queries) {
      const { verdict, hits } = await engine.search(query, { limit: MOST });
      if (verdict === "nothing_fits") continue;
      this.show(hits);
      return;
    }
  }

  show(hits) {
    const items = hits.map(({ title, url }) => {
      const link = document.createElement("a");
      link.href = url;
      link.className = "hc-asked__link";
      link.textContent = title;
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    this.place.querySelector("ul").replaceChildren(...items);
    this.place.hidden = false;
  }
}
