/** Words of a text as they are compared: lower case, with their # or @. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[#@]?[\p{L}\p{N}_]{2,}/gu) ?? []
}

/**
 * Words that are worth a feature: those of the most texts, but neither of nearly all nor of a few. The target is not looked at.
 *
 * @param most how many at most
 */
export function tellingWords(texts: readonly string[], most: number): string[] {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1)
  const least = Math.max(5, texts.length * 0.02)
  return [...counts]
    .filter(([, count]) => count >= least && count <= texts.length * 0.8)
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([word]) => word)
}
