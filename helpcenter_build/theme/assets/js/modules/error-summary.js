// Takes the reader to what has to be put right, and says so in the title of the page.
export default class ErrorSummary {
  constructor(summary) {
    const [before, after] = summary.dataset.title.split("{}");
    if (!document.title.startsWith(before)) document.title = before + document.title + after;
    summary.focus();
  }
}
