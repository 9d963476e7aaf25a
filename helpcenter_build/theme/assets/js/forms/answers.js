// Articles that may answer a message before it is sent: titles that open in place, links to a new tab.
const MOST = 3;

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export class Answers {
  constructor(place) {
    this.place = place;
    this.list = place.querySelector("ul");
    this.status = place.querySelector("[role=status]");
    this.shown = "";
  }

  has({ url }) {
    return this.shown.split(" ").includes(url);
  }

  // The list stays as it is while the same articles fit, so that what a reader opened stays open.
  show(articles) {
    const best = articles.slice(0, MOST);
    const shown = best.map(({ url }) => url).join(" ");
    if (shown === this.shown) return;
    this.shown = shown;
    const open = new Set([...this.list.querySelectorAll("details[open]")].map((item) => item.dataset.url));
    this.list.replaceChildren(...best.map((article) => this.item(article, open.has(article.url))));
    this.place.hidden = !best.length;
    this.status.textContent = best.length ? this.place.dataset.found.replace("{number}", best.length) : "";
  }

  item({ title, url, answer }, isOpen) {
    const link = element("a", { href: url, target: "_blank", rel: "noopener" }, this.place.dataset.whole);
    link.append(element("span", { class: "hc-hidden" }, `: ${title}`));
    const text = element("p", { class: "hc-answers__text" }, answer ? `${answer} ` : "", link);
    const item = element("details", { class: "hc-answers__item", "data-url": url }, element("summary", {}, title), text);
    item.open = isOpen;
    return element("li", {}, item);
  }
}
