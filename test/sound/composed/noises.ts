import { Random } from '../../vision/composed/random.ts'

const rateHz = 48_000

export const noiseKinds = [
  'white',
  'pink',
  'brown',
  'wind',
  'rain',
  'engine',
  'typing',
  'hum',
  'tone',
  'impacts',
  'applause',
  'traffic',
  'siren',
] as const
export type NoiseKind = (typeof noiseKinds)[number]

/** A noise drawn in code: neither speech nor music. One channel at 48 kHz, of no particular level. */
export function drawnNoise(kind: NoiseKind, durationS: number, seed: number): Float32Array {
  const random = new Random(seed * 31 + noiseKinds.indexOf(kind))
  const length = Math.round(durationS * rateHz)
  return draw[kind](length, random)
}

const draw: Record<NoiseKind, (length: number, random: Random) => Float32Array> = {
  white: (length, random) => white(length, random),
  pink: (length, random) => lowPassed(white(length, random), 0.02).map((v, i) => v * 6 + 0.15 * Math.sin(i)),
  brown: (length, random) => lowPassed(white(length, random), random.between(0.003, 0.02)),
  wind: (length, random) =>
    swelling(lowPassed(white(length, random), random.between(0.01, 0.06)), random, 0.5),
  rain: (length, random) =>
    plus(highPassed(white(length, random), 0.3), bursts(length, random, 60, 0.003), 2),
  engine(length, random) {
    const base = random.between(28, 90)
    const weights = Array.from({ length: 12 }, () => random.between(0.1, 1))
    let phase = 0
    let speed = 1
    const rough = lowPassed(white(length, random), 0.05)
    return Float32Array.from({ length }, (_, i) => {
      speed += 0.00002 * (random.unit() - 0.5) + 0.0001 * (1 - speed)
      phase += (base * speed) / rateHz
      return weights.reduce(
        (sum, w, k) => sum + (w / (k + 1)) * Math.sin(2 * Math.PI * phase * (k + 1)),
        rough[i]! * 4,
      )
    })
  },
  typing: (length, random) =>
    plus(scaled(white(length, random), 0.01), bursts(length, random, random.between(3, 9), 0.012), 1),
  hum: (length, random) => {
    const mains = random.pick([50, 60])
    const hiss = scaled(white(length, random), random.between(0.02, 0.2))
    return hiss.map(
      (v, i) =>
        v + [1, 2, 3, 5].reduce((s, k) => s + Math.sin((2 * Math.PI * mains * k * i) / rateHz) / k, 0),
    )
  },
  tone(length, random) {
    const hertz = random.between(200, 2_000)
    const beeps = random.chance(0.5)
    return Float32Array.from({ length }, (_, i) =>
      beeps && (i / rateHz) % 1 > 0.2 ? 0 : Math.sin((2 * Math.PI * hertz * i) / rateHz),
    )
  },
  impacts: (length, random) =>
    plus(scaled(lowPassed(white(length, random), 0.1), 0.1), bursts(length, random, 1.5, 0.08), 1),
  applause: (length, random) =>
    plus(scaled(white(length, random), 0.15), bursts(length, random, 120, 0.006), 1),
  traffic: (length, random) => swelling(lowPassed(white(length, random), 0.03), random, 0.15),
  siren(length, random) {
    const low = random.between(400, 700)
    const hiss = scaled(white(length, random), 0.05)
    let phase = 0
    return hiss.map((v, i) => {
      phase += (low * (1.5 + 0.5 * Math.sin((2 * Math.PI * 0.35 * i) / rateHz))) / rateHz
      return v + Math.sin(2 * Math.PI * phase) + 0.3 * Math.sin(4 * Math.PI * phase)
    })
  },
}

function white(length: number, random: Random): Float32Array {
  return Float32Array.from({ length }, () => random.unit() + random.unit() - 1)
}

function lowPassed(signal: Float32Array, share: number): Float32Array {
  let held = 0
  return signal.map((v) => (held += share * (v - held)))
}

function highPassed(signal: Float32Array, share: number): Float32Array {
  const low = lowPassed(signal, share)
  return signal.map((v, i) => v - low[i]!)
}

function scaled(signal: Float32Array, by: number): Float32Array {
  return signal.map((v) => v * by)
}

function plus(a: Float32Array, b: Float32Array, weight: number): Float32Array {
  return a.map((v, i) => v + weight * b[i]!)
}

/** Bursts at random times, some a second, dying away within a time. */
function bursts(length: number, random: Random, perSecond: number, decayS: number): Float32Array {
  const out = new Float32Array(length)
  const count = Math.ceil((length / rateHz) * perSecond)
  for (let n = 0; n < count; n++) {
    const at = random.integer(0, length - 1)
    const level = random.between(0.2, 1)
    const hertz = random.between(300, 5_000)
    const end = Math.min(length, at + Math.round(decayS * rateHz * 6))
    for (let i = at; i < end; i++) {
      const t = (i - at) / rateHz
      out[i]! += level * Math.exp(-t / decayS) * (Math.sin(2 * Math.PI * hertz * t) + random.unit() - 0.5)
    }
  }
  return out
}

function swelling(signal: Float32Array, random: Random, hertz: number): Float32Array {
  const phase = random.between(0, 6)
  return signal.map((v, i) => {
    const t = i / rateHz
    return (
      v * (0.3 + 0.7 * Math.abs(Math.sin(Math.PI * hertz * t + phase) * Math.sin(Math.PI * hertz * 1.7 * t)))
    )
  })
}
