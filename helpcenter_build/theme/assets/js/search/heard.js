// How far a word in foreign letters is from the word it may stand for, as helpcenter_build/search/heard.py has it.
const LONGEST_WAY = 3;
const WRONG = 16;
const LONG_VOWEL = 6;
const OUTER_VOWEL = 5;
const MOST = 26;
const FAR = 1000;

export function parseWays(written) {
  const costs = (ways) => Object.fromEntries(ways.split(" ").map((way) => [way.slice(0, -1), Number(way.at(-1))]));
  return Object.fromEntries(Object.entries(written).map(([letters, ways]) => [letters, costs(ways)]));
}

export function distance(typedWord, bareWord, ways) {
  const typed = `^${typedWord}$`;
  const word = `^${bareWord}$`;
  const between = costsBetween(typed, ways[""]);
  const far = () => new Array(between.length).fill(FAR);
  let before = far();
  let row = far();
  row[0] = 0;
  for (let at = 1; at <= word.length; at++) {
    const following = far();
    goOn(following, row, typed, { "": WRONG, ...ways[word[at - 1]] }, WRONG);
    const two = ways[word.slice(at - 2, at)];
    if (two && at > 1) goOn(following, before, typed, two, FAR);
    for (let end = 1; end < between.length; end++) following[end] = Math.min(following[end], following[end - 1] + between[end]);
    if (Math.min(...following) > MOST && Math.min(...row) > MOST) return FAR;
    [before, row] = [row, following];
  }
  return row.at(-1) <= MOST ? row.at(-1) : FAR;
}

function costsBetween(typed, vowels) {
  return [FAR].concat(
    Array.from(typed, (letter, at) => {
      const isVowel = letter in vowels;
      const cost = at && typed[at - 1] === letter ? (isVowel ? LONG_VOWEL : 0) : (vowels[letter] ?? WRONG);
      return cost + (isVowel && (at === 1 || at === typed.length - 2) ? OUTER_VOWEL : 0);
    }),
  );
}

function goOn(following, row, typed, ways, other) {
  row.forEach((cost, start) => {
    if (cost > MOST) return;
    for (let end = start; end <= Math.min(start + LONGEST_WAY, typed.length); end++) {
      const way = ways[typed.slice(start, end)] ?? (end === start + 1 ? other : FAR);
      following[end] = Math.min(following[end], cost + way);
    }
  });
}
