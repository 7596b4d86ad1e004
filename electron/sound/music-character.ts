import type { Measurement, Span } from '../../shared/contract/measurement.ts'
import type { DerivedDetector } from '../media/detector.ts'
import { dropsAndBuilds } from './drops.ts'
import { energyCurve } from './energy.ts'
import { keyOf } from './key.ts'
import { moodOf } from './mood.ts'
import { soundKinds } from './sound-kinds.ts'
import { soundTexture } from './sound-texture.ts'

export type MusicCharacter = Pick<Measurement, 'mood' | 'key' | 'energy' | 'drops' | 'builds'>

/** Mood, key, drops and builds of the music, and the energy of all that sounds. Mood and key are null without music. */
export const musicCharacter: DerivedDetector<MusicCharacter> = {
  kind: 'derived',
  id: 'music-character',
  version: 1,
  from: [soundTexture, soundKinds],
  derive(facts) {
    const heard = facts.get(soundTexture)
    if (!heard) return { mood: null, key: null, energy: null, drops: [], builds: [] }
    const music = musicSpans(facts.get(soundKinds).segments, heard.clock.originS)
    const key = keyOf(heard.pitchClasses, music)
    return {
      key,
      mood: moodOf(heard, music, key),
      energy: energyCurve(heard),
      ...dropsAndBuilds(heard, music),
    }
  },
}

/** Under this, music alone is too little to tell by, and music under speech is taken too. */
const enoughAloneS = 5

/** Where music sounds, in the file's time. */
function musicSpans(segments: Measurement['audioSegments'], originS: number): Span[] {
  const alone = segments.filter(({ kind }) => kind === 'music')
  const aloneS = alone.reduce((sum, { startS, endS }) => sum + endS - startS, 0)
  const taken = aloneS >= enoughAloneS ? alone : segments.filter(({ kind }) => kind.includes('music'))
  return taken.map(({ startS, endS }) => ({ startS: startS + originS, endS: endS + originS }))
}
