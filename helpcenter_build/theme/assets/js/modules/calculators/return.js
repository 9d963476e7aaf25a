// "Can I still return it?": from the day of receipt and the kind of product.
import { Calculator } from "./calculator.js";

export default class ReturnCalculator extends Calculator {
  answer() {
    const received = this.dayOf("received");
    if (!received) return null;
    if (received > this.today) return this.words.future;
    const until = (days) => this.after(received, { days: Number(days) });
    const guarantee = this.date(this.after(received, { years: Number(this.words.guarantee) }));
    if (this.form.elements.kind.value) return this.fill(this.words.exception, { guarantee });
    for (const name of ["withdrawal", "voluntary"]) {
      const date = until(this.words[name]);
      if (this.today <= date) {
        return this.fill(name === "withdrawal" ? this.words.withdraw : this.words.return, { date: this.date(date) });
      }
    }
    return this.fill(this.words.over, { date: this.date(until(this.words.voluntary)), guarantee });
  }
}
