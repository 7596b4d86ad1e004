import data from '../../resources/speech/openings.json' with { type: 'json' }
import { bareWord } from './spoken-language.ts'

export type OpeningReason = 'question' | 'benefit' | 'conflict' | 'number'

/**
 * Which reasons to stay the first words give, told by the words of resources/speech: a question, a benefit, a conflict, a
 * number. Words alone don't know irony; the rubric weighs that accordingly.
 *
 * @param language ISO 639-1; null where it isn't known: then only question marks and digits count
 */
export function openingReasons(text: string, language: string | null): OpeningReason[] {
  const words = text.split(/\s+/).map(bareWord)
  const whole = ` ${words.join(' ')} `
  const has = (list: readonly string[]): boolean =>
    list.some((one) => whole.includes(` ${one.split(' ').map(bareWord).join(' ')} `))
  const known = (data.languages as Partial<Record<string, (typeof data.languages)['en']>>)[language ?? '']
  const begins = (list: readonly string[]): boolean =>
    list.some((one) => whole.startsWith(` ${one.split(' ').map(bareWord).join(' ')} `))
  const reasons: OpeningReason[] = []
  if (/[?？]/.test(text) || (known && begins(known.question))) reasons.push('question')
  if (known && has(known.benefit)) reasons.push('benefit')
  if (known && has(known.conflict)) reasons.push('conflict')
  if (/\d/.test(text) || (known && has(known.numbers))) reasons.push('number')
  return reasons
}
