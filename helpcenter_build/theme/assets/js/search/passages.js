// Which part of an article answers, and what to mark, as helpcenter_build/search/passages.py has it.
import { lowerText, splitFolded } from "./analysis.js";
import { SYNONYM } from "./reader.js";

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;
const HEADING = 2;
const MOST_PASSAGES = 2;
const NEARLY = [3, 4];

// Numbers of the passages that fit better than the first, which stands for the whole; the best first.
export function bestPassages(words, passages) {
  const asked = words.map((word) => new Map(word.alternatives));
  const most = (terms, weights) => terms.reduce((best, term) => Math.max(best, weights.get(term) ?? 0), 0);
  const scores = passages.map(([heading, text]) =>
    asked.reduce((sum, weights) => sum + Math.max(HEADING * most(heading, weights), most(text, weights)), 0),
  );
  const highest = Math.max(0, ...scores);
  return [...scores.keys()]
    .filter((at) => scores[at] > scores[0] && scores[at] * NEARLY[1] >= highest * NEARLY[0])
    .sort((one, other) => scores[other] - scores[one] || one - other)
    .slice(0, MOST_PASSAGES);
}

// [start, end) of the words of `text` that stand for something the query asked for.
export function matchedWords(words, text, termOf, fold) {
  const asked = new Set(words.flatMap((word) => word.alternatives.filter(([, weight]) => weight >= SYNONYM).map(([term]) => term)));
  return [...text.matchAll(WORD)]
    .filter(([word]) => splitFolded(lowerText(word), fold).some((part) => asked.has(termOf.get(part))))
    .map((match) => [match.index, match.index + match[0].length]);
}
