// Puts a form of the service into the page; when the service is away, phone and mail stay in sight.
export default class Form {
  constructor(place) {
    this.place = place;
    this.load();
  }

  async load() {
    const address = new URL(this.place.dataset.src, location.href);
    address.searchParams.set("fragment", "1");
    try {
      await this.show(await this.ask(address));
    } catch {
      this.fail();
    }
  }

  ask(address, options = {}) {
    return fetch(address, { ...options, headers: { "X-HC-Fragment": "1" }, credentials: "same-origin" });
  }

  async show(answer) {
    if (!answer.ok && answer.status !== 400 && answer.status !== 422) throw new Error(answer.status);
    const content = document.createRange().createContextualFragment(await answer.text());
    this.dropKnown(content);
    this.place.replaceChildren(content);
    this.place.querySelector("form")?.addEventListener("submit", (event) => this.send(event));
    this.place.dispatchEvent(new CustomEvent("hc-mount", { bubbles: true }));
  }

  // The page around the form may tell of the same incident.
  dropKnown(content) {
    for (const notice of content.querySelectorAll("[data-incident]")) {
      const known = document.querySelector(`.hc-incidents [data-incident="${notice.dataset.incident}"]`);
      if (known && !known.hidden) notice.remove();
    }
  }

  async send(event) {
    event.preventDefault();
    const form = event.target;
    const body = new FormData(form, event.submitter);
    try {
      const answer = await this.ask(form.action, { method: "POST", body });
      if (answer.redirected) location.assign(answer.url);
      else await this.show(answer);
    } catch {
      form.removeEventListener("submit", this.send);
      form.submit(); // the browser's own page says what went wrong and keeps the text
    }
  }

  fail() {
    const notice = this.place.parentElement.querySelector("[data-down]");
    if (notice) notice.hidden = false;
  }
}
