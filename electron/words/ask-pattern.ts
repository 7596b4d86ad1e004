/**
 * The patterns of resources/calls-to-action as regular expressions over `sentenceText`. A pattern is words apart by
 * blanks: `(a|b c)` alternatives, `word?` may be missing, `..` up to four words, `_` any word, `{name}` one of a set,
 * `,` a pause, `$` the end of the sentence. Within a word the signs of regular expressions count.
 */
export function patternSource(pattern: string, sets: Readonly<Record<string, readonly string[]>>): string {
  return parts(fold(pattern.replaceAll('[\'"]?', '')))
    .map((part) => partSource(part, sets))
    .join('')
}

/** Patterns that may all stand at a place, as one source. */
export function anyOf(
  patterns: readonly string[],
  sets: Readonly<Record<string, readonly string[]>> = {},
): string {
  return patterns.length === 0 ? '(?!)' : `(?:${patterns.map((one) => patternSource(one, sets)).join('|')})`
}

function partSource(part: string, sets: Readonly<Record<string, readonly string[]>>): string {
  if (part === '..') return '(?:[^ ,.]+ ){0,4}?'
  const isOptional = part.length > 1 && part.endsWith('?')
  const word = isOptional ? part.slice(0, -1) : part
  const source = `(?:${wordSource(word, sets)})`
  return isOptional ? `${source}?` : source
}

/** A part with the blank after it. */
function wordSource(word: string, sets: Readonly<Record<string, readonly string[]>>): string {
  if (word === '_') return '[^ ,.]+ '
  if (word === '$') return '\\. '
  const set = /^\{(.+)\}$/.exec(word)?.[1]
  if (set !== undefined) return anyOf(sets[set] ?? [], sets)
  if (!word.startsWith('(')) return `${word} `
  return alternatives(word.slice(1, -1))
    .map((one) => patternSource(one, sets))
    .join('|')
}

/** What stands apart by blanks, leaving brackets whole. */
function parts(pattern: string): string[] {
  return split(pattern, ' ').filter((part) => part !== '')
}

function alternatives(text: string): string[] {
  return split(text, '|')
}

function split(text: string, at: string): string[] {
  const found: string[] = []
  let depth = 0
  let part = ''
  for (const sign of text) {
    if (sign === at && depth === 0) {
      found.push(part)
      part = ''
      continue
    }
    if ('([{'.includes(sign)) depth++
    if (')]}'.includes(sign)) depth--
    part += sign
  }
  return [...found, part]
}

/** Small letters without accents, as readers write when they are in a hurry: á is a, ß is ss, ’ is '. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[’‘`´ʼ]/g, "'")
}
