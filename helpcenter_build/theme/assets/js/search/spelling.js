// The query put right, as helpcenter_build/search/spelling.py has it.
const LEAST_SURE = 34;

export function spellingOf(words) {
  const typed = words.filter((word) => !word.text.includes(" "));
  const mended = typed.map((word) => (word.known && word.sure >= LEAST_SURE ? word.known : word.text));
  return mended.every((word, at) => word === typed[at].text) ? null : mended.join(" ");
}
