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
    const words = this.form.dataset;
    this.say(answer && answer.ok ? words.thanks : words.failed);
  }

  say(text) {
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    this.form.querySelector(".hc-feedback__buttons").replaceWith(status);
    status.textContent = text;
  }
}
