// How honest a result list must be, as helpcenter_build/search/verdict.py has it.
import { WHOLE } from "./near.js";
import { isPlainNumber, isStopWord } from "./reader.js";
import { LEAST_SURE } from "./spelling.js";

const UNKNOWN_IMPACT = 45;
const STEPS = 16;
const COVERED = 3.2;
const STRENGTH = 0.75;
const LEAD = -2.8;
const FEWNESS = 1.7;
const CONSTANT = -6.8;
const ANSWERS = 1.65;
const MAY_HELP = -2.8;

export function judge({ asked, covered, first, third, words, sure }) {
  if (first <= 0 || asked <= 0 || sure < LEAST_SURE) return "nothing_fits";
  const score =
    CONSTANT +
    COVERED * (covered / asked) +
    STRENGTH * (first / (WHOLE * STEPS)) +
    LEAD * ((first - third) / first) +
    FEWNESS / words;
  if (score >= ANSWERS) return "answers";
  return score >= MAY_HELP ? "may_help" : "nothing_fits";
}

export const hasASay = (word) => !(isStopWord(word) || word.text.includes(" ") || isPlainNumber(word));

export function askedOf(word, largestImpacts) {
  if (!word.alternatives.length) return UNKNOWN_IMPACT * WHOLE;
  const best = Math.max(...word.alternatives.map(([, weight], at) => weight * largestImpacts[at]));
  return (best * WHOLE) / word.sure;
}
