import type { DerivedDetector } from '../media/detector.ts'
import { beatDetector, type BeatFacts } from './beats.ts'
import { soundTexture, type SoundTexture } from './sound-texture.ts'
import { textureStepS } from './texture.ts'

/** How the end of the sound meets its beginning when the draft is played again. */
export interface LoopSound {
  /** Level of the first moment against the last one, dB; both as quiet as silence: 0. */
  stepDb: number
  /** Parts of a beat by which the beat is off where it begins again, 0 to 0.5; null where no beat goes on to both ends. */
  beatOff: number | null
}

/** Null without sound, or where it is shorter than both moments. */
export const loopSound: DerivedDetector<LoopSound | null> = {
  kind: 'derived',
  id: 'loop-sound',
  version: 1,
  from: [soundTexture, beatDetector],
  derive: (facts) => {
    const texture = facts.get(soundTexture)
    return texture && loopSoundOf(texture, facts.get(beatDetector))
  },
}

const momentS = 0.5
const silentDb = -60
/** A beat further from an end than this many beats does not go on to it. */
const mostBeatsFromEnd = 2.5

export function loopSoundOf(
  { clock: { originS, durationS }, levels }: Pick<SoundTexture, 'clock' | 'levels'>,
  { beats, tempo }: BeatFacts,
): LoopSound | null {
  if (durationS < 2 * momentS) return null
  const first = levelDb(levels, originS, originS + momentS)
  const last = levelDb(levels, originS + durationS - momentS, originS + durationS)
  return { stepDb: first - last, beatOff: tempo && beatOff(beats, 60 / tempo.bpm, durationS) }
}

/** Mean power over a time of the file, in dBFS; what is quieter than silence is silence, and so is what the file lacks. */
function levelDb(levels: Float32Array, fromS: number, toS: number): number {
  const from = Math.max(0, Math.round(fromS / textureStepS))
  const to = Math.round(toS / textureStepS)
  let power = 0
  for (let i = from; i < Math.min(to, levels.length); i++) power += 10 ** (levels[i]! / 10)
  return Math.max(silentDb, 10 * Math.log10(power / Math.max(1, to - from) + 1e-20))
}

function beatOff(beats: BeatFacts['beats'], beatS: number, durationS: number): number | null {
  const first = beats[0]
  const last = beats.at(-1)
  if (!first || !last || last === first) return null
  const [before, after] = [first.timeS / beatS, (durationS - last.timeS) / beatS]
  if (Math.max(before, after) > mostBeatsFromEnd) return null
  const gap = before + after
  return Math.abs(gap - Math.round(gap))
}
