// Of the words that one was heard as, everyday ones are meant more often, as helpcenter_build/search/likely.py has it.
const OPEN = 4;

export function likelier(word, articles) {
  const numbers = word.alternatives.map(([term]) => articles(term) + 1);
  const least = Math.max(0, ...word.alternatives.map(([, weight]) => weight)) - OPEN;
  const most = Math.max(1, ...numbers.filter((_, at) => word.alternatives[at][1] >= least));
  const share = (weight, at) => Math.max(1, Math.floor(weight * Math.sqrt(Math.min(1, numbers[at] / most))));
  return { ...word, alternatives: word.alternatives.map(([term, weight], at) => [term, share(weight, at)]) };
}
