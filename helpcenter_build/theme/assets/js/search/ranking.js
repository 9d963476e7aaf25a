// Adds up what the words of a query count in each article.
export class Ranking {
  // `size` is the number of articles.
  constructor(size) {
    this.scores = new Float64Array(size);
    this.ofWord = new Float64Array(size);
  }

  // [article, score] of the best `limit`, the earlier article first among equals.
  best(words, postings, limit) {
    this.scores.fill(0);
    const largest = new Map();
    for (const { alternatives } of words) {
      this.addWord(alternatives, postings);
      for (const [term, weight] of alternatives) largest.set(term, Math.max(largest.get(term) ?? 0, weight));
    }
    for (const [term, weight] of largest) this.addLearned(postings.get(term).learned, weight);
    return this.top(limit);
  }

  // A word counts by its best alternative in each article.
  addWord(alternatives, postings) {
    const { scores, ofWord } = this;
    const found = alternatives.map(([term, weight]) => [weight, ...postings.get(term).base]);
    for (const [weight, articles, impacts] of found) {
      for (let at = 0; at < articles.length; at++) {
        const value = impacts[at] * weight;
        if (value > ofWord[articles[at]]) ofWord[articles[at]] = value;
      }
    }
    for (const [, articles] of found) {
      for (let at = 0; at < articles.length; at++) {
        scores[articles[at]] += ofWord[articles[at]];
        ofWord[articles[at]] = 0;
      }
    }
  }

  addLearned([articles, weights], weight) {
    for (let at = 0; at < articles.length; at++) this.scores[articles[at]] += weights[at] * weight;
  }

  top(limit) {
    const { scores } = this;
    const best = [];
    let least = 0; // what does not score more is not among the best
    for (let article = 0; article < scores.length; article++) {
      const score = scores[article];
      if (score <= least) continue;
      let place = best.length;
      while (place > 0 && best[place - 1][1] < score) place--;
      best.splice(place, 0, [article, score]);
      if (best.length > limit) best.pop();
      if (best.length === limit) least = best[limit - 1][1];
    }
    return best;
  }
}
