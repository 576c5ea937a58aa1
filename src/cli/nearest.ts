/**
 * Guesses which word was meant.
 * @module
 */

/**
 * The longest candidate that `word` contains (as WsNormalClosure contains NormalClosure), if it is at least half as
 * long; otherwise the candidate with the fewest edits, at most one for every three letters of `word`.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  return longestPart(word, candidates) ?? fewestEdits(word, candidates);
}

function longestPart(word: string, candidates: readonly string[]): string | undefined {
  const whole = fold(word);
  const parts = candidates.filter((candidate) => {
    const part = fold(candidate);
    return 2 * part.length >= whole.length && whole.includes(part);
  });
  return parts.sort((one, other) => fold(other).length - fold(one).length)[0];
}

function fewestEdits(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const count = edits(fold(word), fold(candidate));
    if (count < least) {
      best = candidate;
      least = count;
    }
  }
  return best;
}

/** A question that names the nearest candidate, with a space before it; empty if there is none. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : ` Did you mean ${candidate}?`;
}

/** Removes case and separators, which don't matter in names. */
export function fold(word: string): string {
  return word.toLowerCase().replace(/[-_. ]/g, '');
}

/** The Damerau–Levenshtein distance (optimal string alignment): letters inserted, deleted, changed or swapped. */
function edits(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, changed, swapped ? beforeLast[j - 2]! + 1 : changed);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
