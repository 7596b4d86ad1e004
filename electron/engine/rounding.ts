import type { Box, Span, TempoFacts } from '../../shared/contract/measurement.ts'
import type { MusicCharacter } from '../sound/music-character.ts'

/** Numbers as documents show them: rounded to what is meant. */

export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}

/** What is not defined is null: JSON has no NaN and no infinity. */
export function roundOrNull(value: number | null, decimals: number): number | null {
  return value === null || !Number.isFinite(value) ? null : round(value, decimals)
}

export function numbers(values: ArrayLike<number>, decimals: number): (number | null)[] {
  return Array.from(values, (value) => roundOrNull(value, decimals))
}

/** A time, to 1e-4 s. */
export function time(valueS: number): number {
  return round(valueS, 4)
}

export function timeOrNull(valueS: number | null): number | null {
  return roundOrNull(valueS, 4)
}

export function span({ startS, endS }: Span): Span {
  return { startS: time(startS), endS: time(endS) }
}

export function roundedBox([x, y, width, height]: Box): Box {
  return [round(x, 4), round(y, 4), round(width, 4), round(height, 4)]
}

export function roundedTempo(found: TempoFacts | null): TempoFacts | null {
  return (
    found && {
      bpm: round(found.bpm, 2),
      confidence: round(found.confidence, 3),
      alternative: {
        bpm: round(found.alternative.bpm, 2),
        confidence: round(found.alternative.confidence, 3),
      },
    }
  )
}

export function roundedCharacter({ mood, key, energy, drops, builds }: MusicCharacter): MusicCharacter {
  return {
    mood: mood && {
      ...mood,
      energy: round(mood.energy, 2),
      brightness: round(mood.brightness, 2),
      confidence: round(mood.confidence, 2),
      basis: {
        flux: round(mood.basis.flux, 2),
        centroid: round(mood.basis.centroid, 2),
        beat: round(mood.basis.beat, 2),
        bass: round(mood.basis.bass, 2),
        steadiness: round(mood.basis.steadiness, 2),
        major: roundOrNull(mood.basis.major, 2),
      },
    },
    key: key && { ...key, confidence: round(key.confidence, 2), tuningHz: round(key.tuningHz, 1) },
    energy: energy && { rateHz: energy.rateHz, values: energy.values.map((value) => roundOrNull(value, 3)) },
    drops: drops.map(({ timeS, strength }) => ({ timeS: time(timeS), strength: round(strength, 2) })),
    builds: builds.map(span),
  }
}
