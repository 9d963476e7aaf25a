// "What will it cost?": goods, delivery, the payment's fee, and a word on duties.
import { Calculator } from "./calculator.js";

export default class CostCalculator extends Calculator {
  update() {
    this.offerFor(this.form.elements.country.value);
    super.update();
  }

  offerFor(zone) {
    const fits = {
      method: (option) => option.dataset.zone === zone,
      payment: (option) => option.dataset.zones.split(" ").includes(zone),
    };
    for (const [name, isOffered] of Object.entries(fits)) {
      const select = this.form.elements[name];
      for (const option of select.options) option.hidden = option.disabled = !isOffered(option);
      if (select.selectedOptions[0]?.disabled) select.value = [...select.options].find((o) => !o.disabled)?.value;
    }
  }

  answer() {
    const goods = Number(this.form.elements.basket.value);
    if (!goods) return null;
    const method = this.form.elements.method.selectedOptions[0].dataset;
    const fee = Number(this.form.elements.payment.selectedOptions[0].dataset.fee);
    const delivery = method.free && goods >= Number(method.free) ? 0 : Number(method.price);
    const shown = (amount) => (amount ? this.money(amount) : this.words.free);
    const sum = this.fill(this.words.total, {
      total: this.money(goods + delivery + fee),
      goods: this.money(goods),
      delivery: shown(delivery),
      fee: shown(fee),
    });
    return [sum, this.duty(goods)].filter(Boolean).join(" ");
  }

  duty(goods) {
    const zone = this.form.elements.country.value;
    const limit = this.form.querySelector(`[data-duty-zone="${zone}"]`)?.dataset.limit;
    return limit && goods > Number(limit) ? this.fill(this.words.duty, { limit: this.money(Number(limit)) }) : "";
  }
}
