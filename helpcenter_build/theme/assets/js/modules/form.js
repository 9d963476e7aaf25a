// Puts a form of the service into the page; when the service is away, phone and mail come at once.
const PATIENCE = 8_000; // milliseconds; the service answers in a few
const PATIENCE_WITH_SCRIPT = 2_000; // milliseconds; the form itself matters more
const SERVICE_FAILED = 500;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const isForAnotherTab = (event) => event.ctrlKey || event.metaKey || event.shiftKey;

// The form comes as soon as the page's own topic or button is touched, and is shown when it is used.
export default class Form {
  constructor(place) {
    this.place = place;
    this.notice = place.parentElement.querySelector("[data-down]");
    this.script = import("./desk-form.js").catch(() => null);
    this.isOpen = place.hasAttribute("data-open");
    this.follow(place.querySelector("form, a"));
    this.load();
    addEventListener("online", () => this.isMissing && this.load());
  }

  follow(start) {
    const call = (event) => {
      if (isForAnotherTab(event)) return;
      event.preventDefault();
      this.open();
    };
    start.addEventListener(start.matches("a") ? "click" : "submit", call);
    this.topic = start.elements?.topic;
    this.topic?.addEventListener("change", () => this.open());
    if (this.topic?.value) this.open();
  }

  // The place is kept free, so that what stands below moves once, under the reader's hand.
  open() {
    this.isOpen = true;
    this.place.setAttribute("data-open", "");
    if (this.content) this.present();
    else if (this.isMissing) this.load();
  }

  async load() {
    this.isMissing = false;
    const address = new URL(this.place.dataset.src, location.href);
    address.searchParams.set("fragment", "1");
    const query = new URLSearchParams(location.search).get("q"); // what was searched for in vain
    if (query) address.searchParams.set("q", query);
    try {
      this.content = await this.read(await this.ask(address, { signal: AbortSignal.timeout(PATIENCE) }));
      if (this.isOpen) await this.present();
    } catch {
      this.isMissing = true;
      this.fail(this.notice?.dataset.away);
    }
  }

  ask(address, options = {}) {
    return fetch(address, { ...options, headers: { "X-HC-Fragment": "1" }, credentials: "same-origin" });
  }

  // What is no form comes from somebody else, or is the service's regret: its words are all there is to say.
  async read(answer) {
    const content = document.createRange().createContextualFragment(await answer.text());
    if (!content.querySelector("form.hc-form")) throw new Error(content.querySelector(".hc-lead")?.textContent ?? "");
    this.dropKnown(content);
    if (this.notice) this.notice.hidden = answer.status < SERVICE_FAILED;
    return content;
  }

  // Who pressed a key or a button goes on in the first field, which may be the topic just chosen.
  async present() {
    const isAtHand = await this.put(this.content);
    if (isAtHand) this.place.querySelector("select, input:not([type=hidden])")?.focus();
  }

  // Whether the reader was busy with what stood there.
  async put(content) {
    const script = await Promise.race([this.script, pause(PATIENCE_WITH_SCRIPT)]);
    if (this.putting === content) return false; // by an earlier call
    this.putting = content;
    const form = content.querySelector("form");
    this.choose(form);
    if (script) await this.equip(form, script);
    this.choose(form); // another one, meanwhile
    this.topic = null;
    const isAtHand = this.place.contains(document.activeElement);
    form.addEventListener("submit", (event) => this.send(event));
    this.place.replaceChildren(content);
    this.place.dispatchEvent(new CustomEvent("hc-mount", { bubbles: true }));
    return isAtHand;
  }

  // The topic chosen on the page is that of the form; a form that comes back with mistakes has its own.
  choose(form) {
    const { topic } = form.elements;
    if (!topic || !this.topic?.value || topic.value === this.topic.value) return;
    topic.value = this.topic.value;
    topic.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Before it is shown, so that no field jumps away; without its script all of them stay.
  async equip(form, script) {
    if (form.dataset.module !== "desk-form") return;
    form.removeAttribute("data-module");
    const { ready } = new script.default(form);
    await Promise.race([ready, pause(PATIENCE_WITH_SCRIPT)]);
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
      else await this.put(await this.read(answer));
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
