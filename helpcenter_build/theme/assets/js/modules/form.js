// Puts a form of the service into the page; when the service is away, phone and mail come at once.
const PATIENCE = 8_000; // milliseconds; the service answers in a few
const PATIENCE_WITH_SCRIPT = 2_000; // milliseconds; the form itself matters more
const SERVICE_FAILED = 500;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export default class Form {
  constructor(place) {
    this.place = place;
    this.notice = place.parentElement.querySelector("[data-down]");
    this.script = import("./desk-form.js").catch(() => null);
    this.load();
    addEventListener("online", () => this.isMissing && this.load());
  }

  async load() {
    const address = new URL(this.place.dataset.src, location.href);
    address.searchParams.set("fragment", "1");
    const query = new URLSearchParams(location.search).get("q"); // what was searched for in vain
    if (query) address.searchParams.set("q", query);
    try {
      await this.show(await this.ask(address, { signal: AbortSignal.timeout(PATIENCE) }));
    } catch {
      this.isMissing = true;
      this.fail(this.notice?.dataset.away);
    }
  }

  ask(address, options = {}) {
    return fetch(address, { ...options, headers: { "X-HC-Fragment": "1" }, credentials: "same-origin" });
  }

  // What is no form comes from somebody else, or is the service's regret: its words are all there is to say.
  async show(answer) {
    const content = document.createRange().createContextualFragment(await answer.text());
    if (!content.querySelector("form.hc-form")) throw new Error(content.querySelector(".hc-lead")?.textContent ?? "");
    this.dropKnown(content);
    await this.equip(content);
    this.place.replaceChildren(content);
    this.isMissing = false;
    if (this.notice) this.notice.hidden = answer.status < SERVICE_FAILED;
    this.place.querySelector("form").addEventListener("submit", (event) => this.send(event));
    this.place.dispatchEvent(new CustomEvent("hc-mount", { bubbles: true }));
  }

  // Before it is shown, so that no field jumps away; without its script all of them stay.
  async equip(content) {
    const form = content.querySelector("form[data-module='desk-form']");
    const script = form && (await Promise.race([this.script, pause(PATIENCE_WITH_SCRIPT)]));
    if (!script) return;
    form.removeAttribute("data-module");
    new script.default(form);
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
    if (this.isSending) return;
    this.isSending = true;
    const form = event.target;
    const body = new FormData(form, event.submitter);
    try {
      const answer = await this.ask(form.action, { method: "POST", body });
      if (answer.redirected) location.assign(answer.url);
      else await this.show(answer);
      this.place.querySelector("[data-step]")?.focus();
    } catch (error) {
      // fetch says TypeError when nobody answered.
      this.fail((!(error instanceof TypeError) && error.message) || this.notice?.dataset.unsent);
    }
    this.isSending = false;
  }

  // What was typed stays in the form, which may be sent again: its code makes sure it counts once.
  fail(words) {
    if (!this.notice) return;
    this.notice.querySelector("[data-words]").textContent = words;
    this.notice.hidden = false;
  }
}
