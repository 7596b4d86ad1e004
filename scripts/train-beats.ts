/**
 * Trains the network that hears beats and writes its weights into electron/sound, then reports how well beats are found
 * in pieces that it has not learnt from: the table of models/beats.md. Needs FluidSynth and the soundfonts of
 * test/sound/beats/render-piece.ts, and ../shared for speech:
 *
 *     node scripts/train-beats.ts
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { locateFfmpeg } from '../electron/media/locate.ts'
import { beatsOf } from '../electron/sound/beats.ts'
import { onsets } from '../electron/sound/onsets.ts'
import type { SpectralFacts } from '../electron/sound/spectral.ts'
import { sharedMaterial } from '../test/shared-material.ts'
import { beatFMeasure } from '../test/sound/beats/beat-metric.ts'
import { Random } from '../test/vision/composed/random.ts'
import {
  beatExample,
  clickExample,
  hardSeedsFrom,
  offbeatSeedsFrom,
  spectraOf,
  type BeatExample,
} from './beat-examples.ts'
import { sequenceOf } from './beat-sequences.ts'
import { NetworkTrainer } from './network-training.ts'
import { packedWeights } from './packed-weights.ts'

const [firstSeed, lastSeed] = [95, 730]
const hardSeeds = 60
const clickSeeds = 90
const rounds = 16
/** Rounds after that, with what was found to be hard among it. */
const lastRounds = 5
const offbeatSeeds = 100
const heldOut = { from: 9_001, count: 90 }

const { ffmpegPath } = await locateFfmpeg()
const random = new Random(20_261_121)
const speech = ['count.wav', 'diarizationExample.wav'].map((name) => soundOf(`media/speech/${name}`))
const trainer = await NetworkTrainer.create(random)
const examples = examplesToLearn()
train(examples, rounds, 2e-3)
for (let seed = offbeatSeedsFrom; seed < offbeatSeedsFrom + offbeatSeeds; seed++) {
  examples.push(beatExample(seed, ffmpegPath))
}
train(examples, lastRounds, 1e-3)
write(trainer.weights)
report()

function examplesToLearn(): BeatExample[] {
  const examples: BeatExample[] = []
  for (let seed = firstSeed; seed <= lastSeed; seed++) examples.push(beatExample(seed, ffmpegPath))
  for (let seed = hardSeedsFrom; seed < hardSeedsFrom + hardSeeds; seed++) {
    examples.push(beatExample(seed, ffmpegPath))
  }
  for (let seed = 1; seed <= clickSeeds; seed++) examples.push(clickExample(seed))
  for (const spectra of speech) {
    for (let i = 0; i < 12; i++) examples.push({ name: 'speech', spectra, beats: [], downbeats: [] })
  }
  return examples
}

/** Each example once a round, another way each time; the rate falls to nothing along a cosine. */
function train(examples: readonly BeatExample[], rounds: number, highestRate: number): void {
  const steps = rounds * examples.length
  let step = 0
  for (let round = 1; round <= rounds; round++) {
    let loss = 0
    for (const example of shuffled(examples)) {
      const over = random.chance(0.25) ? random.pick(speech) : null
      const rate =
        highestRate * Math.min(1, step / 200) * (0.5 + 0.5 * Math.cos((Math.PI * step) / steps)) + 1e-5
      loss += trainer.learn(sequenceOf(example, over, random), rate)
      step++
    }
    console.log(`round ${round} of ${rounds}: loss ${(loss / examples.length).toFixed(4)}`)
  }
}

function report(): void {
  const scores = new Map<string, { beats: number; downbeats: number; pieces: number }>()
  let invented = 0
  for (let seed = heldOut.from; seed < heldOut.from + heldOut.count; seed++) {
    const { name, spectra, beats, downbeats } = beatExample(seed, ffmpegPath)
    const found = beatsOf(spectra, onsets(spectra), trainer.weights).beats
    if (beats.length === 0) {
      invented += found.length
      continue
    }
    const style = name.replace(/ \d+$/, '')
    for (const row of [style, 'all']) {
      const score = scores.get(row) ?? { beats: 0, downbeats: 0, pieces: 0 }
      scores.set(row, score)
      score.pieces++
      score.beats += beatFMeasure(beats, times(found))
      score.downbeats += beatFMeasure(downbeats ?? [], times(found.filter((beat) => beat.downbeat)))
    }
  }
  console.log('| held out | pieces | beats F | downbeats F |\n|---|---|---|---|')
  for (const [row, { beats, downbeats, pieces }] of [...scores].sort()) {
    console.log(
      `| ${row} | ${pieces} | ${(beats / pieces).toFixed(3)} | ${(downbeats / pieces).toFixed(3)} |`,
    )
  }
  console.log(`beats invented in sounds without any: ${invented}`)
}

function times(beats: readonly { timeS: number }[]): number[] {
  return beats.map(({ timeS }) => timeS)
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random.unit() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

function soundOf(name: string): SpectralFacts {
  const path = sharedMaterial(name)
  if (path === null) throw new Error(`${name} is not in ../shared`)
  const args = ['-v', 'error', '-i', path, '-f', 'f32le', '-ar', '48000', '-ac', '2', 'pipe:1']
  const { stdout } = spawnSync(ffmpegPath, args, { maxBuffer: 1 << 28 })
  return spectraOf(
    new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + (stdout.length & ~7))),
  )
}

function write(weights: Float32Array): void {
  const text = `// Written by scripts/train-beats.ts; see models/beats.md.
// prettier-ignore
export const beatNetworkWeights = '${packedWeights(weights)}'
`
  writeFileSync(fileURLToPath(new URL('../electron/sound/beat-network-weights.ts', import.meta.url)), text)
}
