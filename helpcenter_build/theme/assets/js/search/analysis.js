// Text to words, as helpcenter_build/search/analysis.py has it.
const BETWEEN = /[\s\x00-\x1f\x7f-\x9f\ufeff]+/u;
const plain = new Map();

const digitOf = (character) => {
  let value = 0;
  const code = character.charCodeAt(0);
  while (value < 10 && /\p{Nd}/u.test(String.fromCharCode(code - value - 1))) value++;
  return String(value % 10);
};

const classify = (character) => {
  if (character > "\uffff" || character.length > 1) return " ";
  if (/\p{Nd}/u.test(character)) return digitOf(character);
  if (/[\p{Mn}\p{Cf}]/u.test(character)) return "";
  return /[\p{L}\p{N}]/u.test(character) ? character : " ";
};

const plainCharacter = (character) => {
  if (!plain.has(character)) plain.set(character, classify(character));
  return plain.get(character);
};

export const lowerText = (text) => text.normalize("NFKC").toLowerCase().normalize("NFKC");

export const splitChunks = (lowered) => lowered.split(BETWEEN).filter(Boolean);

export function splitFolded(lowered, fold) {
  let out = "";
  for (const character of lowered) out += fold[character] ?? plainCharacter(character);
  return out.split(/\s+/u).filter(Boolean);
}

// The text in compatibility forms, its decimal digits in ASCII.
export const asciiDigits = (text) => text.normalize("NFKC").replace(/\p{Nd}/gu, (digit) => (digit.length > 1 ? digit : digitOf(digit)));
