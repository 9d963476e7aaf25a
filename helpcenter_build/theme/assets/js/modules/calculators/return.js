// "Can I still return it?": from the day of receipt and the kind of product.
import { Calculator } from "./calculator.js";
import { returnRight } from "./rules.js";

export default class ReturnCalculator extends Calculator {
  answer() {
    const received = this.day("received");
    if (!received) return null;
    const words = this.words;
    const found = returnRight({
      received,
      today: this.today,
      isException: Boolean(this.form.elements.kind.value),
      withdrawal: Number(words.withdrawal),
      voluntary: Number(words.voluntary),
      guarantee: Number(words.guarantee),
      holidays: words.holidays.split(" "),
    });
    const values = { date: found.until && this.date(found.until), guarantee: this.date(found.guarantee) };
    return { words: this.fill(this.patternFor(found), values), ...this.because(found) };
  }

  patternFor({ right, isCovered }) {
    const words = this.words;
    if (right === "over") return isCovered ? words.over : words.overAll;
    if (right === "exception") return isCovered ? words.exception : words.exceptionAll;
    return { future: words.future, withdraw: words.withdraw, return: words.return }[right];
  }

  because({ right, until, counted }) {
    const words = this.words;
    if (right === "withdraw") {
      const isMoved = until > counted;
      const moved = isMoved && this.fill(words.moved, { date: this.date(counted) });
      return { reasons: [words.counting, moved], rule: words.ruleWithdraw };
    }
    return { reasons: [right === "return" && words.unused], rule: right === "future" ? "" : words.rulePolicy };
  }
}
