import type { Measurement, Span } from '../../shared/contract/measurement.ts'
import { featureNames, featureStepS, textureFeatures } from './texture-features.ts'
import type { SoundTexture } from './sound-texture.ts'

type Mood = NonNullable<Measurement['mood']>
type Feature = (typeof featureNames)[number]

/** Less music than this has no mood: 2 s. */
const leastRows = 2 / featureStepS

/** From nothing to full, as found in music from lullabies to drum and bass. */
const ranges = {
  flux: [0.08, 0.45],
  centroid: [1.6, 3.6],
  bass: [-4.5, -0.6],
  beat: [0.15, 0.7],
  steadiness: [7, 2],
} as const

/**
 * The mood of the music as energy × brightness, which stand for arousal and valence (Russell 1980, A circumplex model of affect,
 * J. Personality and Social Psychology 39(6)). Mode is the cue that says most of it, then tempo and register (Eerola, Friberg and
 * Bresin 2013, Emotional expression in music, Frontiers in Psychology 4:487); how much the centroid says of valence nobody has
 * shown. Null without music.
 *
 * Energy: how much happens (spectral flux), how bright, how strong the beat. Brightness: the spectrum's centroid, and a major key.
 * - energetic: much energy
 * - calm: little
 * - trending: energy with a strong beat and a strong bass, as most tracks that trend have
 * - professional: middling, and steady throughout: what runs under a voice
 */
export function moodOf(heard: SoundTexture, music: readonly Span[], key: Measurement['key']): Mood | null {
  const rows = textureFeatures(heard).filter((row, i): row is number[] => {
    const middleS = (i + 0.5) * featureStepS
    return row !== null && music.some(({ startS, endS }) => startS <= middleS && middleS < endS)
  })
  if (rows.length < leastRows) return null
  const mean = (feature: Feature): number => {
    const column = featureNames.indexOf(feature)
    return rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length
  }
  const fluxShare = share(mean('flux'), ranges.flux)
  const centroidShare = share(mean('centroid'), ranges.centroid)
  const bass = share(mean('low'), ranges.bass)
  const beat = share(mean('beat'), ranges.beat)
  const steadiness = share(mean('farLevelSpread'), ranges.steadiness)
  const energy = 0.55 * fluxShare + 0.2 * centroidShare + 0.25 * beat
  const major = key ? (key.mode === 'major' ? 1 : 0) : 0.5
  const certain = key?.confidence ?? 0
  const brightness = 0.65 * centroidShare + 0.35 * (0.5 + (major - 0.5) * certain)
  const fits = {
    energetic: energy,
    calm: 1 - energy,
    trending: 0.4 * energy + 0.3 * beat + 0.3 * bass,
    professional: (1 - Math.abs(energy - 0.45) / 0.45) * (0.5 + 0.5 * steadiness),
  }
  const [first, second] = Object.entries(fits).toSorted((a, b) => b[1] - a[1]) as [
    [Mood['label'], number],
    [Mood['label'], number],
  ]
  return {
    label: first[0],
    energy,
    brightness,
    confidence: Math.min(0.9, 0.2 + (first[1] - second[1]) / 0.4) * Math.min(1, rows.length / 50),
    basis: { flux: fluxShare, centroid: centroidShare, beat, bass, steadiness, major: key ? major : null },
  }
}

function share(value: number, [none, full]: readonly [number, number]): number {
  return Math.max(0, Math.min(1, (value - none) / (full - none)))
}
