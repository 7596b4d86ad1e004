import { anyOf } from './ask-pattern.ts'
import { askKinds, type AskKind } from '../../shared/contract/words.ts'
import type { AskLanguage } from './ask-language.ts'
import { askLanguages } from './ask-languages.ts'
import { pictograph, sentencesOf, sentenceText, type Token } from './sentences.ts'

/** Words that ask the viewer for something. */
export interface FoundAsk {
  kind: AskKind
  /** ISO 639-1. */
  language: string
  /** First and last word, counted in what was looked through. */
  first: number
  last: number
}

interface CompiledAsk {
  kind: AskKind
  begins: RegExp
  anywhere: RegExp
  unless: RegExp
}
interface CompiledLanguage {
  language: string
  negations: RegExp
  leads: RegExp
  told: RegExp
  asks: CompiledAsk[]
}

const compiled = askLanguages.map(compile)

/**
 * Finds what the words ask for, in every language of resources/calls-to-action.
 *
 * @param endsAfter indexes of words after which a sentence ends although no sign says so, such as a long pause
 */
export function findAsks(words: readonly string[], endsAfter?: ReadonlySet<number>): FoundAsk[] {
  const found = sentencesOf(words, endsAfter).flatMap((sentence) => asksIn(sentence))
  return found.toSorted((a, b) => a.first - b.first || a.last - b.last)
}

/** The same for a text. */
export function findAsksInText(text: string): FoundAsk[] {
  return findAsks(
    text
      .replace(/\r?\n+/g, ' . ')
      .split(/\s+/)
      .filter((word) => word !== ''),
  )
}

function asksIn(sentence: readonly Token[]): FoundAsk[] {
  const text = sentenceText(sentence)
  const found: FoundAsk[] = []
  for (const language of compiled) {
    if (language.told.test(text)) continue
    for (const ask of language.asks) {
      for (const match of matchesOf(ask, text)) {
        if (isTakenBack(text, match.at, language) || ask.unless.test(clauseAfter(text, match.at))) continue
        const first = tokenAt(text, match.at)
        const last = Math.max(first, Math.min(sentence.length, tokenAt(text, match.at + match.length)) - 1)
        const one = {
          kind: ask.kind,
          language: language.language,
          first: sentence[first]!.word,
          last: sentence[last]!.word,
        }
        if (!found.some((other) => other.kind === one.kind && meet(other, one))) found.push(one)
      }
    }
  }
  return found
}

function* matchesOf(
  { begins, anywhere }: CompiledAsk,
  text: string,
): Iterable<{ at: number; length: number }> {
  for (const expression of [begins, anywhere]) {
    for (const { index, groups, 0: whole } of text.matchAll(expression)) {
      const ask = groups?.['ask'] ?? whole
      yield { at: index + whole.length - ask.length, length: ask.length }
    }
  }
}

/** A negation in the words before it, unless it belongs to a lead such as “don't forget to”. */
function isTakenBack(text: string, at: number, { negations, leads }: CompiledLanguage): boolean {
  const clause = text.slice(Math.max(0, text.lastIndexOf(', ', at - 1) + 2), at)
  const left = ` ${clause}`.replace(leads, ' ')
  const near = left.trim().split(' ').slice(-5).join(' ')
  return negations.test(` ${near} `)
}

function clauseAfter(text: string, at: number): string {
  const end = text.slice(at).search(/ (,|\.) /)
  const clause = end < 0 ? text.slice(at) : text.slice(at, at + end + 1)
  return ` ${clause.split(' ').slice(0, 9).join(' ')} `
}

function tokenAt(text: string, at: number): number {
  return text.slice(0, at).split(' ').length - 1
}

function meet(a: FoundAsk, b: FoundAsk): boolean {
  return a.first <= b.last && b.first <= a.last
}

function compile(data: AskLanguage): CompiledLanguage {
  const { language, leads, links, conditions, notBefore, negations, told, sets, asks } = data
  const start = `(?:^|(?<= )(?:, |${pictograph} )+|(?<= )${anyOf(links)})`
  const condition = `(?:(?<=^|, |${pictograph} )${anyOf(conditions)}(?:[^ ,.]+ ){2,10}?(?<!(?:^| )${anyOf(notBefore)}))?`
  const begin = `${start}${condition}(?:${anyOf(leads)}|, |${pictograph} ){0,5}`
  const words = (list: readonly string[]): string => `(?<= )${anyOf(list)}`
  return {
    language,
    leads: new RegExp(`(?<= )${anyOf(leads.filter((lead) => lead.includes(' ')))}`, 'g'),
    negations: new RegExp(words(negations)),
    told: new RegExp(`(?:^|(?<= ))${anyOf(told)}`),
    asks: askKinds.flatMap((kind) => {
      const ask = asks[kind]
      if (!ask) return []
      return [
        {
          kind,
          begins: new RegExp(`${begin}(?<ask>${anyOf(ask.begins, sets)})`, 'g'),
          anywhere: new RegExp(`(?:^|(?<= ))${anyOf(ask.anywhere, sets)}`, 'g'),
          unless: new RegExp(words(ask.unless)),
        },
      ]
    }),
  }
}
