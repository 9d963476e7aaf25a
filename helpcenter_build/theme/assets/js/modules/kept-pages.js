// Lists the pages kept on the device, the last read first, and says whether the search is among what is kept.
const VISITED = "hc-visited-";
const KEPT = "hc-kept-";

export default class KeptPages {
  constructor(place) {
    this.place = place;
    this.list = place.querySelector("[data-list]");
    this.show();
  }

  async show() {
    const names = await caches.keys();
    const links = new Map();
    for (const name of [KEPT, VISITED].flatMap((start) => names.filter((one) => one.startsWith(start)))) {
      await this.add(links, await caches.open(name));
    }
    this.list.replaceChildren(...[...links.values()].reverse());
    const hasIndex = await caches.match(`${this.place.dataset.here}search/index.json`, { ignoreVary: true });
    this.place.querySelector("[data-search]").hidden = !hasIndex;
    this.place.hidden = !links.size;
  }

  async add(links, cache) {
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const { pathname } = new URL(request.url);
      if (!answer.headers.get("content-type")?.startsWith("text/html") || pathname.endsWith("offline.html")) continue;
      links.delete(pathname);
      links.set(pathname, this.link(pathname, new DOMParser().parseFromString(await answer.text(), "text/html")));
    }
  }

  link(pathname, page) {
    const link = document.createElement("a");
    link.href = pathname;
    link.textContent = page.querySelector("h1")?.textContent.trim() || page.title;
    link.lang = page.documentElement.lang;
    link.dir = page.documentElement.dir;
    const item = document.createElement("li");
    item.append(link);
    return item;
  }
}
