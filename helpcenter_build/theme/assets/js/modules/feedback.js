// Sends the vote without leaving the page; without this module the form posts itself.
export default class Feedback {
  constructor(form) {
    this.form = form;
    form.addEventListener("submit", (event) => this.send(event));
  }

  async send(event) {
    event.preventDefault();
    const body = new FormData(this.form, event.submitter);
    const answer = await fetch(this.form.action, {
      method: "POST",
      body,
      headers: { "X-HC-Fragment": "1" },
    }).catch(() => null);
    const isStored = answer?.ok;
    this.form.querySelector(".hc-feedback__buttons").hidden = isStored;
    this.form.querySelector("[role=status]").textContent = this.form.dataset[isStored ? "thanks" : "failed"];
  }
}
