/**
 * Trains what decides on transitions, the cut model and the ramp model, on drafts composed from shared material, and
 * writes them into electron/vision. Run by hand with ../shared in place:
 *
 *     node scripts/train-transitions.ts            report on drafts of held-out clips, then train on all and write
 *
 * The report trains on the tuning clips alone and looks at the held-out clips: what it says is about unseen footage.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { locateFfmpeg } from '../electron/media/locate.ts'
import { blankFrames, type Blank } from '../electron/vision/blank-frames.ts'
import { probability, type BoostedTrees } from '../electron/vision/boosted-trees.ts'
import { cutCandidates, CutFeatures, cutFeatureNames } from '../electron/vision/cut-features.ts'
import type { FrameDifferences } from '../electron/vision/frame-differences.ts'
import { lightInterruptions } from '../electron/vision/light-interruptions.ts'
import { rampFeatureNames, rampFeatures } from '../electron/vision/ramp-features.ts'
import { findRamps } from '../electron/vision/transition-ramps.ts'
import { composedFolder } from '../test/vision/composed/composed-folder.ts'
import { planDraft } from '../test/vision/composed/draft-plan.ts'
import { writeDraft, type KnownDraft, type KnownTransition } from '../test/vision/composed/write-draft.ts'
import { measuredFrames } from '../test/vision/measured-frames.ts'
import { boostTrees, type BoostOptions } from './boost-trees.ts'

interface Example {
  heldOut: boolean
  features: number[]
  /** 0 or 1 for cuts; for ramps the overlap with a true transition. */
  answer: number
  weight: number
}

const tuningDrafts = 90
const heldOutDrafts = 36
/** Features of which more never speaks against a cut; the others are free. */
const freeForCuts = new Set([
  'residual',
  'structureResidual',
  'displacementNearby',
  'leastContrast',
  'detailKept',
  'lumaStep',
])
const cutOptions: BoostOptions = {
  ...{ trees: 80, learningRate: 0.1, l2: 1, leastWeight: 2 },
  monotone: cutFeatureNames.map((name) => (freeForCuts.has(name) ? 0 : 1)),
}
const rampDirections: Partial<Record<(typeof rampFeatureNames)[number], number>> = {
  ...{ mixture: -1, unevenness: -1, likeness: -1, largestStep: -1, novelty: 1 },
}
const rampOptions: BoostOptions = {
  ...{ trees: 100, learningRate: 0.12, l2: 2, leastWeight: 5 },
  monotone: rampFeatureNames.map((name) => rampDirections[name] ?? 0),
}
/** Frames within dissolves and wipes are no cuts, but to say so is the ramp model's work. */
const weightWithinGradual = 0.5
const leastOverlap = 0.3

const cutExamples: Example[] = []
const rampExamples: Example[] = []
const { ffmpegPath } = await locateFfmpeg()
for (let n = 1; n <= tuningDrafts + heldOutDrafts; n++) {
  const heldOut = n > tuningDrafts
  const plan = planDraft(heldOut ? n - tuningDrafts : n, heldOut)
  const { path, known } = await writeDraft(plan, composedFolder, ffmpegPath)
  const facts = await measuredFrames(path)
  cutExamples.push(...examplesOfCuts(known, facts, heldOut))
  rampExamples.push(...examplesOfRamps(known, facts, heldOut))
}
for (const [name, examples, options] of [
  ['cut', cutExamples, cutOptions],
  ['ramp', rampExamples, rampOptions],
] as const) {
  const trees = train(
    examples.filter((e) => !e.heldOut),
    options,
  )
  report(name, trees, examples)
  write(name, train(examples, options))
}

function examplesOfCuts(known: KnownDraft, facts: FrameDifferences, heldOut: boolean): Example[] {
  const light = lightInterruptions(facts)
  const features = new CutFeatures(facts)
  return cutCandidates(facts).flatMap((frame) => {
    if (light.some((l) => frame >= l.start && frame <= l.end)) return []
    const cut = known.transitions.find((t) => t.kind === 'cut' && t.frame === frame)
    if (cut?.faint) return []
    const gradual = known.transitions.some(
      (t) => t.kind !== 'cut' && frame >= t.startFrame - 1 && frame <= t.endFrame + 1,
    )
    return [
      {
        heldOut,
        features: features.at(frame),
        answer: cut ? 1 : 0,
        weight: !cut && gradual ? weightWithinGradual : 1,
      },
    ]
  })
}

function examplesOfRamps(known: KnownDraft, facts: FrameDifferences, heldOut: boolean): Example[] {
  const blank = blankFrames(facts)
  const spans = known.transitions.filter((t) => t.kind !== 'cut').flatMap((t) => halves(t, known, blank))
  return findRamps(facts).map((ramp) => {
    const overlaps = spans.map(([start, end]) => {
      const shared = Math.min(ramp.after, end) - Math.max(ramp.before + 1, start)
      return shared / (Math.max(ramp.after, end) - Math.min(ramp.before + 1, start))
    })
    const overlap = Math.max(0, ...overlaps)
    const answer = overlap < leastOverlap ? 0 : overlap
    return { heldOut, features: rampFeatures(ramp, facts, blank), answer, weight: 1 }
  })
}

/** A fade through black is two ramps, down to the first blank frame and up from the last. */
function halves(t: KnownTransition, known: KnownDraft, blank: readonly Blank[]): [number, number][] {
  if (t.kind !== 'fade' || t.startFrame === 0 || t.endFrame === known.frames)
    return [[t.startFrame, t.endFrame]]
  let firstBlank = t.frame
  while (firstBlank - 1 > t.startFrame && blank[firstBlank - 1]) firstBlank--
  return [
    [t.startFrame, firstBlank],
    [t.frame, t.endFrame],
  ]
}

function train(rows: readonly Example[], options: BoostOptions): BoostedTrees {
  return boostTrees(
    rows.map((e) => e.features),
    Float64Array.from(rows, (e) => e.answer),
    Float64Array.from(rows, (e) => e.weight),
    options,
  )
}

function report(name: string, trees: BoostedTrees, examples: readonly Example[]): void {
  for (const heldOut of [false, true]) {
    const rows = examples.filter((e) => e.heldOut === heldOut)
    let right = 0
    let wrong = 0
    for (const { features, answer } of rows) {
      const said = probability(trees, features) >= 0.5
      if (said && answer >= 0.5) right++
      else if (said !== answer >= 0.5) wrong++
    }
    const f1 = (2 * right) / (2 * right + wrong)
    console.log(
      `${name} model, ${heldOut ? 'held-out' : 'tuning'} clips: F1 ${f1.toFixed(3)} of ${rows.length} candidates`,
    )
  }
}

function write(name: 'cut' | 'ramp', trees: BoostedTrees): void {
  const list = (values: readonly number[]): string =>
    `[${values.map((v) => (Number.isFinite(v) ? Number(v.toPrecision(5)) : 1e9)).join(',')}]`
  const text = `// Written by scripts/train-transitions.ts; see models/transitions.md.
// prettier-ignore
export const ${name}ModelTrees = {
  bias: ${trees.bias.toPrecision(5)},
  features: ${list(trees.features)},
  thresholds: ${list(trees.thresholds)},
  answers: ${list(trees.answers)},
}
`
  writeFileSync(fileURLToPath(new URL(`../electron/vision/${name}-model-trees.ts`, import.meta.url)), text)
}
