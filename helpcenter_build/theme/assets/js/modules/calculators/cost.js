// "What will it cost?": goods, delivery, the payment's fee, and a word on duties.
import { asciiDigits } from "../../search/analysis.js";
import { Calculator } from "./calculator.js";
import { amountOf, orderCost } from "./rules.js";

const number = (text) => (text ? Number(text) : null);

export default class CostCalculator extends Calculator {
  update() {
    this.offered ??= { method: [...this.form.elements.method.options], payment: [...this.form.elements.payment.options] };
    this.offer();
    super.update();
  }

  // Only what goes together can be chosen: ways of the country, payments of the country and the way.
  offer() {
    const zone = this.form.elements.country.value;
    this.keep("method", (option) => option.zone === zone);
    const { cash } = this.form.elements.method.selectedOptions[0].dataset;
    this.keep("payment", (option) => option.zones.split(" ").includes(zone) && (cash === "yes" || option.charged !== "delivery"));
  }

  keep(name, isOffered) {
    const select = this.form.elements[name];
    const fitting = this.offered[name].filter((option) => isOffered(option.dataset));
    if (fitting.length === select.options.length && fitting.every((option, at) => option === select.options[at])) return;
    const chosen = select.selectedOptions[0];
    select.replaceChildren(...fitting);
    select.selectedIndex = Math.max(0, fitting.indexOf(chosen));
  }

  answer() {
    const goods = amountOf(asciiDigits(this.form.elements.basket.value));
    if (!goods) return null;
    const payment = this.form.elements.payment.selectedOptions[0];
    const cost = orderCost({
      goods,
      method: this.numbers(this.form.elements.method, "price", "free"),
      payment: this.numbers(this.form.elements.payment, "fee", "limit", "minimum"),
      minimum: Number(this.words.minimum),
      large: this.form.elements.large.checked ? Number(this.words.large) : 0,
      duty: this.dutyLimit,
    });
    if (cost.refused) return { words: this.refusal(cost, payment.textContent) };
    return { words: this.fill(this.words.total, this.amounts(cost)), reasons: this.reasons(cost) };
  }

  numbers(select, ...names) {
    const { dataset } = select.selectedOptions[0];
    return Object.fromEntries(names.map((name) => [name, number(dataset[name])]));
  }

  get dutyLimit() {
    const zone = this.form.elements.country.value;
    return number(this.form.querySelector(`[data-duty-zone="${zone}"]`)?.dataset.limit);
  }

  refusal({ refused, limit }, method) {
    const pattern = { small: this.words.small, much: this.words.much, little: this.words.little }[refused];
    return this.fill(pattern, { limit: this.money(limit), method });
  }

  amounts({ total, goods, delivery, fee }) {
    const shown = (amount) => (amount ? this.money(amount) : this.words.free);
    return { total: this.money(total), goods: this.money(goods), delivery: shown(delivery), fee: shown(fee) };
  }

  reasons({ freeFrom, isDuty }) {
    const words = this.words;
    const limit = this.dutyLimit === null ? "" : this.money(this.dutyLimit);
    return [
      freeFrom === null ? "" : this.fill(words.freeFrom, { limit: this.money(freeFrom) }),
      limit && this.fill(isDuty ? words.duty : words.noDuty, { limit }),
    ];
  }
}
