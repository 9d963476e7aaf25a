// "When do I get my money?": from the day of the notice, the parcel's and the way of paying.
import { Calculator } from "./calculator.js";
import { refundDates } from "./rules.js";

export default class RefundCalculator extends Calculator {
  answer() {
    const told = this.day("told");
    if (!told) return null;
    const words = this.words;
    const method = this.form.elements.method;
    const handed = this.day("handed");
    const dates = refundDates({
      told,
      handed,
      refund: Number(words.days),
      sendBack: Number(words.sendBack),
      bank: Number(method.value),
    });
    const said = this.fill(words.answer, {
      sent: this.date(dates.sent),
      arrives: this.date(dates.arrives),
      method: method.selectedOptions[0].textContent,
    });
    return { words: said, reasons: this.reasons(dates, handed), rule: words.ruleRefund };
  }

  reasons({ isWaiting, sendBy }, handed) {
    const words = this.words;
    if (isWaiting) return [this.fill(words.waited, { date: this.date(handed) })];
    return [words.counting, handed ? "" : this.fill(words.sendBy, { date: this.date(sendBy) })];
  }
}
