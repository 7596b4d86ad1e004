/**
 * Trains what tells music, and speech where the voice model can't be had, on tracks composed from shared recordings, from pieces
 * played by fluidsynth, sentences spoken by espeak-ng and noises drawn in code, and writes it into electron/sound. Run by hand
 * with ../shared in place and Debian's fluidsynth, fluid-soundfont-gm and espeak-ng:
 *
 *     node scripts/train-sound-kinds.ts
 *
 * First it reports how good such models are on recordings, voices, pieces and noises that they have not heard: for each of five
 * groups it trains on the others. Then it trains on all and writes. The rows are those of the table in models/sound-kinds.md.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { locateFfmpeg } from '../electron/media/locate.ts'
import { kindEvidence, type SoundModels } from '../electron/sound/kind-evidence.ts'
import { kindStretches, type SoundKind } from '../electron/sound/kinds.ts'
import type { SoundTexture } from '../electron/sound/sound-texture.ts'
import { featureNames, featureStepS, textureFeatures } from '../electron/sound/texture-features.ts'
import type { BoostedTrees } from '../shared/boosted-trees.ts'
import { degraded } from '../test/sound/composed/degraded.ts'
import { FrameScore } from '../test/sound/composed/frame-score.ts'
import { heardTexture } from '../test/sound/composed/heard-texture.ts'
import { composeTrack, type LabelledTrack } from '../test/sound/composed/labelled-track.ts'
import { soundSources } from '../test/sound/composed/sources.ts'
import { boostTrees } from './boost-trees.ts'

/** Tracks of each group: long ones of several parts, and clips of a second. */
const longTracks = 40
const shortTracks = 80

/** Features of which more speaks for music, or for speech, whatever the rest says. */
const rising = {
  music: ['kept120', 'kept240', 'farKept120', 'farKept240', 'beat'],
  speech: ['syllables', 'farSyllables'],
}

interface Heard {
  group: number
  isCheck: boolean
  track: LabelledTrack
  texture: SoundTexture
}

const { ffmpegPath } = await locateFfmpeg()
const sources = await soundSources(ffmpegPath)
const heard: Heard[] = []
for (let group = 0; group < 5; group++) {
  const own = sources.filter((source) => source.group === group)
  for (let n = 0; n < longTracks + shortTracks; n++) {
    const seed = 10_000 * group + n
    const track = composeTrack(own, seed, n < longTracks ? 6 : 1)
    track.samples = await degraded(track.samples, seed, ffmpegPath)
    heard.push({ group, isCheck: n % 4 === 0, track, texture: await heardTexture(track.samples) })
  }
}

const unheard = { voice: new FrameScore(), texture: new FrameScore() }
for (let group = 0; group < 5; group++) {
  const models = train(heard.filter((h) => h.group !== group))
  for (const h of heard.filter((one) => one.group === group && one.isCheck)) {
    unheard.voice.add(h.track.segments, segments(h.texture, models))
    unheard.texture.add(h.track.segments, segments({ ...h.texture, voice: null }, models))
  }
}
unheard.voice.print('with the voice model')
unheard.texture.print('without it')

const shipped = train(heard)
write('music', shipped.music)
write('speech', shipped.speech)

function train(from: readonly Heard[]): SoundModels {
  const rows: number[][] = []
  const kinds: SoundKind[] = []
  for (const { track, texture } of from) {
    textureFeatures(texture).forEach((features, i) => {
      const middleS = (i + 0.5) * featureStepS
      const kind = track.segments.find((s) => s.startS <= middleS && middleS < s.endS)?.kind
      // What is silence is told by the level alone.
      if (!features || !kind || kind === 'silence') return
      rows.push(features)
      kinds.push(kind)
    })
  }
  return { music: grown(rows, kinds, 'music'), speech: grown(rows, kinds, 'speech') }
}

function grown(
  rows: readonly number[][],
  kinds: readonly SoundKind[],
  what: 'music' | 'speech',
): BoostedTrees {
  const labels = Float64Array.from(kinds, (kind) => (kind.includes(what) ? 1 : 0))
  const share = labels.reduce((sum, label) => sum + label, 0) / labels.length
  const weights = labels.map((label) => (label === 1 ? 0.5 / share : 0.5 / (1 - share)))
  return boostTrees(rows, labels, weights, {
    depth: 3,
    trees: 160,
    learningRate: 0.1,
    l2: 5,
    leastWeight: 10,
    monotone: featureNames.map((name) => (rising[what].includes(name) ? 1 : 0)),
  })
}

function segments(texture: SoundTexture, models: SoundModels): LabelledTrack['segments'] {
  return kindStretches(kindEvidence(texture, models)).map(({ kind, from, to }) => ({
    kind,
    startS: from * 0.02,
    endS: to * 0.02,
  }))
}

function write(name: 'music' | 'speech', trees: BoostedTrees): void {
  const list = (values: readonly number[]): string =>
    `[${values.map((v) => (Number.isFinite(v) ? Number(v.toPrecision(5)) : 1e9)).join(',')}]`
  const text = `// Written by scripts/train-sound-kinds.ts; see models/sound-kinds.md.
// prettier-ignore
export const ${name}ModelTrees = {
  depth: ${trees.depth},
  bias: ${trees.bias.toPrecision(5)},
  features: ${list(trees.features)},
  thresholds: ${list(trees.thresholds)},
  answers: ${list(trees.answers)},
}
`
  writeFileSync(fileURLToPath(new URL(`../electron/sound/${name}-model-trees.ts`, import.meta.url)), text)
}
