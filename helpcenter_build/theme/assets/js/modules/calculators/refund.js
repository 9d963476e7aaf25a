// "When do I get my money?": from the day of the notice and the way of paying.
import { Calculator } from "./calculator.js";

export default class RefundCalculator extends Calculator {
  answer() {
    const told = this.dayOf("told");
    if (!told) return null;
    const method = this.form.elements.method;
    const sent = this.after(told, { days: Number(this.words.days) });
    const arrives = this.after(sent, { days: Number(method.value) });
    return this.fill(this.words.answer, {
      sent: this.date(sent),
      arrives: this.date(arrives),
      method: method.selectedOptions[0].textContent,
    });
  }
}
