// Keys that a word in foreign letters and the word it stands for share, as helpcenter_build/search/sound.py has it.
const LONGEST_RULE = 4;

export function rewrite(word, rules) {
  const marked = `^${word}$`;
  let out = "";
  for (let at = 0; at < marked.length; ) {
    let length = Math.min(LONGEST_RULE, marked.length - at);
    while (length && !(marked.slice(at, at + length) in rules)) length--;
    out += length ? rules[marked.slice(at, at + length)] : marked[at];
    at += length || 1;
  }
  return out.replace(/^[$^]+|[$^]+$/g, "");
}

// The first letter of a sound for each that has it.
export function alikeLetters(rules) {
  const first = {};
  const alike = {};
  for (const letter in rules) if (letter.length === 1 && rules[letter]) alike[letter] = first[rules[letter]] ??= letter;
  return alike;
}

export function nativeKeys(word, { native_sounds: rules, doubtful }) {
  return new Set(spellings(word, doubtful).map((way) => rewrite(word, { ...rules, ...way })));
}

// Rules for the doubtful letters of a word, one for each letter: every way to combine them.
export function spellings(word, doubtful) {
  let found = [{}];
  for (const letter of Object.keys(doubtful).filter((candidate) => word.includes(candidate))) {
    found = found.flatMap((spelling) => doubtful[letter].map((way) => ({ ...spelling, [letter]: way })));
  }
  return found;
}
