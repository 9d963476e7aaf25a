// Shows only the fields that the chosen topic, or the extent of a withdrawal, needs; without this script all of them are there.
export default class DeskForm {
  constructor(form) {
    this.form = form;
    form.addEventListener("change", () => this.fit());
    this.fit();
  }

  fit() {
    const { topic, scope } = this.form.elements;
    if (topic?.options) {
      const wish = topic.selectedOptions[0]?.dataset ?? {};
      this.show("order_number", wish.orderNumber !== "none");
      this.show("photos", wish.photos === "yes");
    }
    if (scope) this.show("positions", scope.value === "part");
  }

  // What the shopper filled in, or has to put right, stays in sight.
  show(name, isWanted) {
    const field = this.form.querySelector(`[data-field="${name}"]`);
    if (!field) return;
    const isUsed = field.matches(".hc-field--error") || field.querySelector("input").value || field.querySelector(".hc-photo");
    field.hidden = !isWanted && !isUsed;
  }
}
