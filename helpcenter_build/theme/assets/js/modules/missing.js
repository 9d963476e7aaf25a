// On the page for missing addresses: searches for the words of the address.
import { openEngine } from "../search/engine.js";

const MOST = 5;
const NOT_WORDS = /[^\p{L}\p{M}\p{N}]+/u;
const SUFFIX = /\.\w{2,5}$/;

// "/bg/returns/How%20to-return.html" asks for "returns How to return".
const wordsOf = (path, home) => {
  const rest = path.startsWith(home) ? path.slice(home.length) : path;
  let text = rest;
  try {
    text = decodeURIComponent(rest);
  } catch {
    // A broken escape: its letters are searched as they stand.
  }
  return text.replace(/\/+$/, "").replace(SUFFIX, "").split(NOT_WORDS).filter((word) => word.length > 1 && !/^\d+$/.test(word));
};

export default class Missing {
  constructor(place) {
    this.place = place;
    const words = wordsOf(location.pathname, place.dataset.home);
    if (words.length) this.search(words.join(" "));
  }

  async search(query) {
    const engine = await openEngine(async (name) => (await fetch(`${this.place.dataset.home}search/${name}`)).json());
    const { verdict, hits } = await engine.search(query, { limit: MOST });
    if (verdict !== "nothing_fits") this.show(hits);
  }

  show(hits) {
    const items = hits.map(({ title, url }) => {
      const link = document.createElement("a");
      link.href = url;
      link.textContent = title;
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    this.place.querySelector("ul").replaceChildren(...items);
    this.place.hidden = false;
  }
}
