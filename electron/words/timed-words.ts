import type { CaptionSource, Word } from '../../shared/contract/words.ts'
import type { Cue } from './captions.ts'

/**
 * The words of captions with times: each takes the share of its caption that its letters take, and one more for the
 * pause after it. Captions that repeat what the one before said, as those that roll up do, count once.
 */
export function timedWords(cues: readonly Cue[], source: CaptionSource, durationS: number): Word[] {
  const words: Word[] = []
  let before: string[] = []
  for (const cue of cues) {
    const said = cue.text.split('\n').map((line) => line.trim())
    const fresh = said.filter((line) => line !== '' && !(before.includes(line) && rollsOn(words, cue)))
    before = said
    words.push(...spread(fresh.join(' '), cue, source))
  }
  return words.flatMap((word) => {
    const endS = Math.min(durationS, word.endS)
    return word.startS < endS ? [{ ...word, endS }] : []
  })
}

function spread(text: string, { startS, endS }: Cue, source: CaptionSource): Word[] {
  const parts = text.split(/\s+/).filter((part) => part !== '')
  const whole = parts.reduce((sum, part) => sum + part.length + 1, 0)
  let passed = 0
  return parts.map((part) => {
    const fromS = startS + ((endS - startS) * passed) / whole
    passed += part.length + 1
    const toS = startS + ((endS - startS) * passed) / whole
    return { startS: fromS, endS: toS, text: part, source, interpolated: parts.length > 1 }
  })
}

/** Whether a caption takes over from the last one without a pause. */
function rollsOn(words: readonly Word[], cue: Cue): boolean {
  const last = words.at(-1)
  return last !== undefined && cue.startS - last.endS < 0.1
}
