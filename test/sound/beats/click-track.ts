import { Random } from '../../vision/composed/random.ts'

export interface ClickTrack {
  /** Stereo at 48 kHz, interleaved. */
  samples: Float32Array
  clicksS: number[]
  /** Clicks that are accented, first of a bar; empty where none is. */
  accentsS: number[]
}

export type ClickSound = 'blip' | 'wood' | 'kick' | 'hat'

/** Clicks at given times; an accent is higher and louder. */
export function clickTrack(
  clicksS: readonly number[],
  kind: ClickSound,
  clicksPerBar: number | null,
  durationS: number,
): ClickTrack {
  const samples = new Float32Array(2 * Math.round(durationS * 48_000))
  const random = new Random(1)
  clicksS.forEach((timeS, index) => {
    const accent = clicksPerBar !== null && index % clicksPerBar === 0
    const from = Math.round(timeS * 48_000)
    for (let i = 0; i < 28_800 && from + i < samples.length / 2; i++) {
      const value = (accent ? 0.7 : 0.4) * clickAt(kind, i / 48_000, accent, random)
      samples[2 * (from + i)]! += value
      samples[2 * (from + i) + 1]! += value
    }
  })
  const accentsS = clicksPerBar === null ? [] : clicksS.filter((_, i) => i % clicksPerBar === 0)
  return { samples, clicksS: [...clicksS], accentsS }
}

function clickAt(kind: ClickSound, t: number, accent: boolean, random: Random): number {
  const turn = 2 * Math.PI * t
  switch (kind) {
    case 'blip':
      return t < 0.03 ? Math.sin(turn * (accent ? 1500 : 1000)) : 0
    case 'wood':
      return Math.sin(turn * (accent ? 1100 : 800)) * Math.exp(-t * 90)
    case 'kick':
      return Math.sin(turn * 52 + 12 * (1 - Math.exp(-t * 45))) * Math.exp(-t * 16)
    case 'hat':
      return (2 * random.unit() - 1) * Math.exp(-t * (accent ? 40 : 90))
  }
}

/** Times of clicks at a steady tempo from `firstS` on. */
export function steadyClicks(bpm: number, firstS: number, durationS: number): number[] {
  const count = Math.floor(((durationS - firstS - 0.1) * bpm) / 60) + 1
  return Array.from({ length: count }, (_, i) => firstS + (i * 60) / bpm)
}

/** A track for training: steady, or ever faster or slower. */
export function drawnClickTrack(seed: number): ClickTrack {
  const random = new Random(seed * 577 + 1)
  const durationS = 24
  const slow = random.between(52, 130)
  const fast = random.chance(0.6) ? null : Math.min(230, slow * random.between(1.2, 4))
  const turnedRound = random.chance(0.3)
  const steady = random.between(55, 210)
  const times: number[] = []
  for (let t = random.between(0, 1.5); t < durationS - 0.2;) {
    times.push(t)
    const share = turnedRound ? 1 - t / durationS : t / durationS
    t += 60 / (fast === null ? steady : slow * (fast / slow) ** share)
  }
  const kind = random.pick<ClickSound>(['blip', 'wood', 'kick', 'hat'])
  return clickTrack(times, kind, random.chance(0.5) ? random.pick([3, 4, 4]) : null, durationS)
}
