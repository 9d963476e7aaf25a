// Which part of an article answers, and what to mark, as helpcenter_build/search/passages.py has it.
import { lowerText, splitFolded } from "./analysis.js";
import { SYNONYM } from "./reader.js";

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;
const HEADING = 2;

export function bestPassage(words, passages) {
  const asked = words.map((word) => new Map(word.alternatives));
  const most = (terms, weights) => terms.reduce((best, term) => Math.max(best, weights.get(term) ?? 0), 0);
  let best = 0;
  let highest = -1;
  passages.forEach(([heading, text], at) => {
    const score = asked.reduce((sum, weights) => sum + Math.max(HEADING * most(heading, weights), most(text, weights)), 0);
    if (score > highest) [best, highest] = [at, score];
  });
  return best;
}

// [start, end) of the words of `text` that stand for something the query asked for.
export function matchedWords(words, text, termOf, fold) {
  const asked = new Set(words.flatMap((word) => word.alternatives.filter(([, weight]) => weight >= SYNONYM).map(([term]) => term)));
  return [...text.matchAll(WORD)]
    .filter(([word]) => splitFolded(lowerText(word), fold).some((part) => asked.has(termOf.get(part))))
    .map((match) => [match.index, match.index + match[0].length]);
}
