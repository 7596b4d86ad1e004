import type { Measurement, Span, TextSpan } from '../../shared/contract/measurement.ts'
import { askNote } from './asks.ts'
import { percent } from './wording.ts'

/** Something on the picture, or an ask, as it is told in lists and markers. */
export interface SeenThing extends Span {
  kind: 'text' | 'ask' | 'face' | 'end-card'
  name: string
  /** Empty when there is nothing to add. */
  note: string
}

const textNames: Readonly<Record<Exclude<TextSpan['kind'], 'other'>, string>> = {
  title: 'Title',
  caption: 'Caption',
  watermark: 'Watermark',
}
const unreadNotes: Readonly<Record<NonNullable<TextSpan['unread']>, string>> = {
  script: 'In a script that is not read',
  mirrored: 'Mirrored, not read',
  unclear: 'Could not be read',
}

/** Text that is set on the picture, what viewers are asked, faces and the end card, in order of time. */
export function seenAndAsked({ text, callsToAction, faces, endCard }: Measurement): SeenThing[] {
  const things: SeenThing[] = [
    ...text.flatMap((span): SeenThing[] => {
      const name = span.kind === 'other' ? (span.unread === null ? null : 'Text') : textNames[span.kind]
      if (name === null) return [] // what is in the picture itself nobody set there
      const note = span.unread === null ? span.text.replace(/\s+/gu, ' ') : unreadNotes[span.unread]
      return [{ kind: 'text', startS: span.startS, endS: span.endS, name, note }]
    }),
    ...callsToAction.map((ask): SeenThing => {
      const { startS, endS } = ask
      return { kind: 'ask', startS, endS, name: 'Ask', note: askNote(ask) }
    }),
    ...faces.map(({ startS, endS, height, closeUp }): SeenThing => {
      const note = `${percent(height)} of the height${closeUp ? ', a close-up' : ''}`
      return { kind: 'face', startS, endS, name: 'Face', note }
    }),
    ...(endCard
      ? [
          {
            kind: 'end-card' as const,
            startS: endCard.startS,
            endS: endCard.endS,
            name: 'End card',
            note: endCard.text.replace(/\s+/gu, ' '),
          },
        ]
      : []),
  ]
  return things.toSorted((a, b) => a.startS - b.startS)
}
