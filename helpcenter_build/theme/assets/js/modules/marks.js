// Marks on an opened page what the search found there (#h=, the beginnings of words; at=, the heading to go to), and
// takes it out of the address.
const SHORTEST_BEGINNING = 4; // letters, as search/marks.js has it; shorter words are marked where they stand alone
const LONGEST_ENDING = 4;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;
const ARABIC = { ة: "ه", ى: "ي", ٱ: "ا" };
const APART = "[data-module], button, select, textarea, script, style";

// Letters alone: without accents, hamza above and below, lengthening.
const fold = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/[\p{M}\u0640'’]/gu, "").replace(/[ةىٱ]/g, (letter) => ARABIC[letter]);

const asked = new URLSearchParams(location.hash.slice(1));
const beginnings = fold(asked.get("h")).split(" ").filter(Boolean);
if (asked.get("at")) location.replace(`#${asked.get("at")}`);
else history.replaceState(history.state, "", location.pathname + location.search);

const isMeant = (word) =>
  beginnings.some((one) => word === one || (one.length >= SHORTEST_BEGINNING && word.startsWith(one) && word.length <= one.length + LONGEST_ENDING));

const matchesIn = ({ data }) => [...data.matchAll(WORD)].filter(([word]) => isMeant(fold(word)));

// From the last to the first, so that what is left to split stays in `text`.
const mark = (text) => {
  for (const { 0: word, index } of matchesIn(text).reverse()) {
    const found = text.splitText(index);
    found.splitText(word.length);
    const made = document.createElement("mark");
    made.dataset.mdHighlight = "";
    found.replaceWith(made);
    made.append(found);
  }
};

const textsIn = (part) => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(APART)) texts.push(walker.currentNode);
  return texts;
};

for (const part of document.querySelectorAll(".hc-prose")) textsIn(part).forEach(mark);
