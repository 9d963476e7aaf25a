// Order and tracking numbers in a query, as helpcenter_build/search/recognise.py has it.
import { asciiDigits } from "./analysis.js";

const SHORTEST_NUMBER = 6;
const MOST_CHARACTERS = 300;
const EDGE = /^[.,;:!?"'()[\]{}<>#№]+|[.,;:!?"'()[\]{}<>#№]+$/gu;

export function recognise(query, patterns) {
  const pieces = asciiDigits(query.slice(0, MOST_CHARACTERS)).toUpperCase().split(/\s+/u).map((piece) => piece.replace(EDGE, ""));
  const whole = pieces.join("");
  const candidates = [whole, whole.replaceAll("-", ""), ...pieces].filter((candidate) => candidate.length >= SHORTEST_NUMBER);
  for (const kind of ["order", "tracking"]) {
    const matches = (candidate) => patterns[kind].some((pattern) => new RegExp(`^(?:${pattern})$`, "u").test(candidate));
    const number = candidates.find(matches);
    if (number !== undefined) return { recognised: kind, number };
  }
  return { recognised: null, number: "" };
}
