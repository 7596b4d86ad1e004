import type { EndCard, Loop } from '../../shared/contract/measurement.ts'
import type { EndCard as EndCardFacts } from '../vision/end-card.ts'
import type { LoopPicture } from '../vision/loop-picture.ts'
import type { LoopSound } from '../sound/loop-sound.ts'
import { round, roundedBox, roundOrNull, span, time } from './rounding.ts'

/** How the draft ends, as the document shows it; null in a quick look. */
export function roundedEndCard(card: EndCardFacts | null): EndCard | null {
  return (
    card && {
      ...span(card),
      text: card.text,
      unread: card.unread,
      flatShare: round(card.flatShare, 3),
      room: card.room && roundedBox(card.room),
    }
  )
}

export function roundedLoop(picture: LoopPicture | null, sound: LoopSound | null): Loop {
  return {
    picture: picture && {
      firstS: time(picture.firstS),
      lastS: time(picture.lastS),
      difference: round(picture.difference, 4),
    },
    sound: sound && { stepDb: round(sound.stepDb, 1), beatOff: roundOrNull(sound.beatOff, 3) },
  }
}
