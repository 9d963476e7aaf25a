// Says above the results that nothing fits well, another spelling, a number.
export class Notice {
  // `texts` come from box.json; `retry(query)` searches for another spelling.
  constructor(texts, retry) {
    this.texts = texts;
    this.retry = retry;
    this.element = document.createElement("div");
    this.element.className = "hc-search__notice";
    this.element.setAttribute("role", "status");
    this.element.hidden = true;
  }

  show(result) {
    const lines = [...this.lines(result)];
    this.element.replaceChildren(...lines);
    this.element.hidden = !lines.length;
  }

  *lines({ query, verdict, spelling, recognised, number, hits, failed }) {
    if (failed) yield this.line(this.texts.failed);
    if (!query) return;
    if (recognised) yield this.line(this.texts.number, this.link(this.texts.track, `${this.texts.tracking}#number=${encodeURIComponent(number)}`));
    if (spelling && verdict !== "answers") yield this.line(this.texts.spelling, this.again(spelling));
    if (verdict === "nothing_fits" && hits && !recognised) yield this.line(this.texts.closest);
    if (verdict === "may_help") yield this.line(this.texts.may_help);
  }

  line(...parts) {
    const line = document.createElement("p");
    line.append(...parts.flatMap((part) => [part, " "]));
    return line;
  }

  link(text, address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    return link;
  }

  again(spelling) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hc-search__again";
    button.dir = "auto";
    button.textContent = spelling;
    button.addEventListener("click", () => this.retry(spelling));
    return button;
  }
}
