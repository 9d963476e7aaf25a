// A form of the service: articles for its topic and message, a draft kept on the device, photos made
// smaller, and only the fields that the topic needs. Without this script all fields are there.
import { Answers } from "../forms/answers.js";
import { Draft } from "../forms/draft.js";
import { Matching } from "../forms/matching.js";

export default class DeskForm {
  constructor(form) {
    this.form = form;
    this.draft = new Draft(form);
    this.topic = form.elements.topic;
    if (this.topic?.options) this.followTopic();
    if (form.dataset.search) this.followMessage();
    if (form.elements.photos) this.followPhotos(form.elements.photos);
    this.bringBack();
    if (form.elements.scope) this.followScope();
  }

  // Single items are asked for only when not the whole order is withdrawn from.
  followScope() {
    const fit = () => this.show("positions", this.form.elements.scope.value === "part");
    this.form.addEventListener("change", fit);
    fit();
  }

  // ------------------------------------------------------------------------------- the topic

  followTopic() {
    const place = this.form.querySelector("[data-answers=topic]");
    this.byTopic = place && new Answers(place);
    this.topic.addEventListener("change", () => this.fit());
  }

  fit() {
    if (!this.topic?.options) return;
    const wanted = this.topic.selectedOptions[0]?.dataset ?? {};
    this.show("order_number", wanted.orderNumber !== "none");
    this.show("photos", wanted.photos === "yes");
    for (const checklist of this.form.querySelectorAll("[data-about]")) {
      checklist.hidden = checklist.dataset.about !== this.topic.value;
    }
    this.promise();
    this.ready = this.suggestByTopic();
  }

  // The teams answer at different times: what is said here is what the acknowledgement will say.
  promise() {
    const place = this.form.querySelector("[data-promises]");
    if (!place) return;
    this.unchosen ??= place.textContent;
    place.textContent = JSON.parse(place.dataset.promises)[this.topic.value] ?? this.unchosen;
  }

  // What the shopper filled in, or has to put right, stays in sight.
  show(name, isWanted) {
    const field = this.form.querySelector(`[data-field="${name}"]`);
    if (!field) return;
    const isUsed = field.matches(".hc-field--error") || field.querySelector("input").value || field.querySelector(".hc-photo");
    field.hidden = !isWanted && !isUsed;
  }

  async suggestByTopic() {
    if (!this.byTopic) return;
    const topic = this.topic.value;
    const articles = topic ? await this.articlesOf(topic) : [];
    if (topic === this.topic.value) this.byTopic.show(articles);
  }

  async articlesOf(topic) {
    try {
      this.topics ??= await this.loadTopics();
    } catch {
      return []; // the form does not need them; the next choice tries again
    }
    return this.topics[topic] ?? [];
  }

  async loadTopics() {
    const answer = await fetch(`${this.form.dataset.search}topics.json`);
    return answer.ok ? answer.json() : {};
  }

  // ----------------------------------------------------------------------------- the message

  followMessage() {
    const place = this.form.querySelector("[data-answers=message]");
    const message = this.form.elements.message;
    if (!place || !message) return;
    const answers = new Answers(place);
    const show = (articles) => answers.show(articles.filter((article) => !this.byTopic?.has(article)));
    this.matching = new Matching(this.form.dataset.search, show);
    message.addEventListener("input", () => this.matching.read(message.value));
  }

  // ------------------------------------------------------------------------------ the photos

  followPhotos(input) {
    input.addEventListener("change", () => {
      const shrinking = this.shrink(input).then(() => {
        if (this.shrinking === shrinking) this.shrinking = null; // else others were chosen meanwhile
      });
      this.shrinking = shrinking;
    });
    this.form.addEventListener("submit", (event) => this.waitForPhotos(event), { capture: true });
  }

  async shrink(input) {
    try {
      const { shrinkPhotos } = await import("../forms/photos.js");
      await shrinkPhotos(input, this.form.querySelector("[data-shrunk]"));
    } catch {
      // The script did not come: they are sent as they are.
    }
  }

  // Who sends the form at once sends it as soon as they are smaller.
  async waitForPhotos(event) {
    if (!this.shrinking) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.shrinking;
    this.form.requestSubmit(event.submitter);
  }

  // ------------------------------------------------------------------------------- the draft

  bringBack() {
    const isFilledIn = this.form.hasAttribute("data-filled"); // by the service, with what was just typed
    const isBegun = this.draft.isBegun; // typed while this script was on its way: nobody heard it
    if (!isFilledIn && this.draft.restore()) this.tell();
    if (isFilledIn || isBegun) this.draft.keep();
    this.matching?.read(this.form.elements.message.value);
    this.fit();
  }

  tell() {
    const notice = this.form.querySelector("[data-draft]");
    if (!notice) return;
    notice.hidden = false;
    notice.querySelector("button").addEventListener("click", () => this.discard(notice));
  }

  discard(notice) {
    this.draft.clear();
    notice.hidden = true;
    this.matching?.read("");
    this.fit();
    this.draft.fields[0].focus();
  }
}
