// The query put right, as helpcenter_build/search/spelling.py has it.
import { WHOLE } from "./near.js";

export const LEAST_SURE = 34;
const SAME_BEGINNING = 4;
const OTHER_ENDING = 3;

function isOtherForm(typed, known) {
  let shared = 0;
  while (shared < typed.length && typed[shared] === known[shared]) shared++;
  const rest = Math.max(typed.length, known.length) - shared;
  const isEnding = typed.at(-1) !== known.at(-1) || shared === Math.min(typed.length, known.length);
  return shared >= SAME_BEGINNING && rest > 0 && rest <= OTHER_ENDING && isEnding;
}

const isMended = ({ text, known, sure }) => sure >= LEAST_SURE && sure < WHOLE && !isOtherForm(text, known);

export function spellingOf(words) {
  const typed = words.filter((word) => !word.text.includes(" "));
  return typed.some(isMended) ? typed.map((word) => (isMended(word) ? word.known : word.text)).join(" ") : null;
}
