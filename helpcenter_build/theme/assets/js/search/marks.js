// The words of an article that a query found there, as their beginnings: what its page marks.
import { SYNONYM } from "./reader.js";

export const SHORTEST_BEGINNING = 4; // letters; shorter words are marked where they stand alone
const MOST_OF_A_WORD = 3;
const MOST = 8;

// Of each word the alternatives that `article` has; `wordsOf(term)` are the forms of a term in order.
export function beginningsIn(article, words, postings, wordsOf) {
  const isThere = ([term, weight]) => weight >= SYNONYM && postings.get(term).base[0].includes(article);
  const closest = (one, other) => other[1] - one[1];
  const meant = words.flatMap(({ alternatives }) => alternatives.filter(isThere).sort(closest).slice(0, MOST_OF_A_WORD));
  const terms = new Set(meant.map(([term]) => term));
  return [...terms].slice(0, MOST).flatMap((term) => beginningOf(wordsOf(term)));
}

function beginningOf(forms) {
  const [first, last] = [forms[0], forms.at(-1)];
  let shared = 0;
  while (shared < first.length && first[shared] === last[shared]) shared++;
  return shared >= SHORTEST_BEGINNING ? [first.slice(0, shared)] : forms;
}
