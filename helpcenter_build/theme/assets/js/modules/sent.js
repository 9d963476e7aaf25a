// The thanks page: the form has arrived, so its draft goes.
import { forgetSent } from "../forms/draft.js";

export default class Sent {
  constructor(page) {
    forgetSent(page.dataset.form);
  }
}
