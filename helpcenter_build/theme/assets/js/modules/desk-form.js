// Shows only the fields that the chosen topic needs; without this script all of them are there.
export default class DeskForm {
  constructor(form) {
    this.form = form;
    this.topic = form.elements.topic;
    if (!this.topic?.options) return;
    this.topic.addEventListener("change", () => this.fit());
    this.fit();
  }

  fit() {
    const wish = this.topic.selectedOptions[0]?.dataset ?? {};
    this.show("order_number", wish.orderNumber !== "none");
    this.show("photos", wish.photos === "yes");
  }

  // What the shopper filled in, or has to put right, stays in sight.
  show(name, isWanted) {
    const field = this.form.querySelector(`[data-field="${name}"]`);
    if (!field) return;
    const isUsed = field.matches(".hc-field--error") || field.querySelector("input").value || field.querySelector(".hc-photo");
    field.hidden = !isWanted && !isUsed;
  }
}
