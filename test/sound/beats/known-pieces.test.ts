import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'
import { soundOf } from '../ffmpeg-peer.ts'
import { beatFMeasure, onsetMatch } from './beat-metric.ts'
import { heardIn, mean, type Heard } from './heard-beats.ts'

const names = [
  'ballad_072',
  'dnb_174',
  'house_124',
  'pop_098',
  'pop_lead_110',
  'reggaeton_092',
  'rock_live_118',
  'swing_150',
  'trap_140',
  'waltz_132',
] as const

interface Truth {
  bpm: number
  beats: number[]
  downbeats: number[]
}

function material(path: string): string {
  const found = sharedMaterial(`media/beats/${path}`)
  if (found === null) throw new Error(`${path} is not in ../shared`)
  return found
}

/** librosa reaches 0.817 on these, aubio 0.814. */
describeWithShared('ten pieces whose beats are exactly known', () => {
  const heard = new Map<string, Heard>()
  const truths = new Map<string, Truth>()

  beforeAll(async () => {
    for (const name of names) {
      truths.set(name, JSON.parse(readFileSync(material(`${name}.json`), 'utf8')) as Truth)
      heard.set(name, heardIn(await soundOf(material(`${name}.ogg`), 2)))
    }
  })

  const scores = (kind: 'beats' | 'downbeats'): number[] =>
    names.map((name) => {
      const found = heard.get(name)!
      return beatFMeasure(truths.get(name)![kind], kind === 'beats' ? found.beatsS : found.downbeatsS)
    })

  it('finds their beats: cuts would be held against a grid that nobody hears', () => {
    const found = scores('beats')
    expect(mean(found)).toBeGreaterThanOrEqual(0.92)
    expect(Math.min(...found)).toBeGreaterThanOrEqual(0.6)
  })

  it('finds their downbeats', () => {
    expect(mean(scores('downbeats'))).toBeGreaterThanOrEqual(0.7)
  })

  it('counts them in the octave in which they were written, nine of ten at least', () => {
    const right = names.filter((name) => {
      const { bpm } = truths.get(name)!
      return Math.abs(heard.get(name)!.tempo!.bpm / bpm - 1) < 0.04
    })
    expect(right.length).toBeGreaterThanOrEqual(9)
  })

  it('reports beats from the first that sounds to the last: the metric leaves the first five seconds out', () => {
    const whole = names.filter((name) => {
      const { beats } = truths.get(name)!
      const { beatsS } = heard.get(name)!
      return Math.abs(beatsS[0]! - beats[0]!) < 0.07 && beatsS.at(-1)! > beats.at(-1)! - 0.07
    })
    expect(whole.length).toBeGreaterThanOrEqual(9)
  })
})

describeWithShared('real music', () => {
  const heardFile = async (name: string): Promise<Heard> =>
    heardIn(await soundOf(material(`real/${name}`), 2))

  it('finds the beats and onsets that people marked in three seconds of a song', async () => {
    const { beatsS, onsetsS } = await heardFile('sample.wav')
    const marked = (name: string): number[] =>
      readFileSync(material(`real/${name}`), 'utf8')
        .split('\n')
        .filter((line) => /^\d/.test(line))
        .map((line) => Number(line.split(/\s/)[0]))
    expect(beatFMeasure(marked('sample.beats'), beatsS, 0)).toBe(1)
    expect(onsetMatch(marked('sample.onsets'), onsetsS).fMeasure).toBeGreaterThanOrEqual(0.85)
  })

  // The name of the second says 140, but its sixteenths lie 93.75 ms apart and its 42.0 s are 28 whole bars of 160.
  it.each([
    ['goin_under.ogg', [210]],
    ['title_loop_140.ogg', [160]],
    ['sample.wav', [87.5, 175]],
  ] as const)(
    '%s keeps its tempo within a hundredth, or names it as the other octave',
    async (name, tempos) => {
      const { tempo } = await heardFile(name)
      const named = [tempo!.bpm, tempo!.alternative.bpm]
      const offs = tempos.flatMap((bpm) => named.map((other) => Math.abs(other / bpm - 1)))
      expect(Math.min(...offs)).toBeLessThan(0.01)
    },
  )

  it('follows a snare that gets faster and faster', async () => {
    const { beatsS } = await heardFile('snare-accelerate.ogg')
    const steps = beatsS.slice(1).map((timeS, i) => timeS - beatsS[i]!)
    const third = Math.floor(steps.length / 3)
    const parts = [0, 1, 2].map((part) => mean(steps.slice(part * third, (part + 1) * third)))
    expect(parts[0]!).toBeGreaterThan(1.2 * parts[1]!)
    expect(parts[1]!).toBeGreaterThan(1.2 * parts[2]!)
  })

  it.each(['count.wav', 'diarizationExample.wav'])('hears no beat in speech: %s', async (name) => {
    const path = sharedMaterial(`media/speech/${name}`)
    if (path === null) throw new Error(`${name} is not in ../shared`)
    const { beatsS, tempo } = heardIn(await soundOf(path, 1))
    expect(beatsS).toEqual([])
    expect(tempo).toBeNull()
  })
})
