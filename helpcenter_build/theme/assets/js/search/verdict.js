// How honest a result list must be, as helpcenter_build/search/verdict.py has it.
import { WHOLE } from "./near.js";
import { isPlainNumber, isStopWord } from "./reader.js";

const UNKNOWN_IMPACT = 45;
const STEPS = 16;
const COVERED = 3.8;
const STRENGTH = 0.4;
const SHARE = 1.1;
const LEAD = -2.4;
const FEWNESS = 1.4;
const CONSTANT = -4.9;
const ANSWERS = 1.35;
const MAY_HELP = -1.4;

export function judge({ asked, covered, first, third, words }) {
  if (first <= 0 || asked <= 0) return "nothing_fits";
  const score =
    CONSTANT +
    COVERED * (covered / asked) +
    STRENGTH * (first / (WHOLE * STEPS)) +
    SHARE * (first / asked) +
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
