/**
 * Trains what decides on transitions, the cut model and the ramp model, on drafts composed from shared material and from
 * scenes drawn in code, and writes them into electron/vision. Run by hand with ../shared in place:
 *
 *     node scripts/train-transitions.ts
 *
 * First it reports how good such models are on files that they have not seen: for each group of files it trains on the
 * other groups and finds the transitions of new drafts of this group. Then it trains on all, reports how good what ships
 * is on the same new drafts, and writes. The rows are those of the table in models/transitions.md.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { locateFfmpeg } from '../electron/media/locate.ts'
import type { BoostedTrees } from '../shared/boosted-trees.ts'
import type { FrameDifferences } from '../electron/vision/frame-differences.ts'
import { shotsOf, type TransitionModels } from '../electron/vision/shots.ts'
import { sharedMaterial } from '../test/shared-material.ts'
import { checkSeeds } from '../test/vision/composed/check-drafts.ts'
import { composedFolder } from '../test/vision/composed/composed-folder.ts'
import { planDraft, type DraftPlan } from '../test/vision/composed/draft-plan.ts'
import { drawnGroup, groups } from '../test/vision/composed/stretches.ts'
import { writeDraft, type KnownDraft } from '../test/vision/composed/write-draft.ts'
import { clipsWithKnownCuts, knownDissolve, knownFades } from '../test/vision/known-clips.ts'
import { measuredFrames } from '../test/vision/measured-frames.ts'
import { addToScore, newScore, type TransitionScore } from '../test/vision/transition-score.ts'
import { boostTrees, type BoostOptions } from './boost-trees.ts'
import {
  cutOptions,
  examplesOfCuts,
  examplesOfRamps,
  rampOptions,
  type Example,
} from './transition-examples.ts'

/** Seeds of the drafts to train on; drafts of scenes drawn in code are twice as many as of each group of files. */
const trainingSeeds = 26

/** Clips that are one shot from end to end, learnt from as they are too; their files' groups are in stretches.ts. */
const oneShotClips = [
  ['cat-spin.mp4', 2],
  ['chaplin.mp4', 4],
  ['fire2.mp4', 4],
] as const
/** What a ramp of such a clip counts: there are few, and real ones. */
const rampOfClipWeight = 8

interface MeasuredDraft {
  plan: DraftPlan
  known: KnownDraft
  facts: FrameDifferences
}

interface TrainingDraft {
  group: number
  cuts: Example[]
  ramps: Example[]
}

const training: TrainingDraft[] = []
for (let seed = 1; seed <= trainingSeeds; seed++) {
  const plans = groups.map((group) => planDraft(seed, group, true))
  for (const drawn of [2 * seed, 2 * seed + 1]) plans.push(planDraft(drawn, drawnGroup, true))
  for (const plan of plans) {
    const { known, facts } = await measured(plan)
    training.push({
      group: plan.group,
      cuts: examplesOfCuts(known, facts),
      ramps: examplesOfRamps(known, facts),
    })
  }
}
for (const [name, group] of oneShotClips) {
  const facts = await measuredFrames(shared(`media/drafts/${name}`))
  const known = { id: name, frames: facts.timesS.length, transitions: [], flashes: [] }
  const ramps = examplesOfRamps(known, facts).map((ramp) => ({ ...ramp, weight: rampOfClipWeight }))
  training.push({ group, cuts: examplesOfCuts(known, facts), ramps })
}
const checks: MeasuredDraft[] = []
for (const group of groups) for (const seed of checkSeeds) checks.push(await measured(planDraft(seed, group)))

const unseen = newScore()
const unseenInOrdinaryLight = newScore()
for (const group of groups) {
  const others = training.filter((d) => d.group !== group)
  const models = { cut: cutModel(others), ramp: rampModel(others) }
  for (const { plan, known, facts } of checks.filter((d) => d.plan.group === group)) {
    const found = shotsOf(facts, models).transitions
    addToScore(unseen, known, found, facts)
    if (isOrdinary(plan)) addToScore(unseenInOrdinaryLight, known, found, facts)
  }
}
console.log('| drafts | cuts F1 | dissolves and fades F1 | wipes F1 | cuts at flashes |')
console.log('|---|---|---|---|---|')
report(`${checks.length} drafts, each by models that have not seen any of its files`, unseen)
report(
  `of these, ${checks.filter((d) => isOrdinary(d.plan)).length} with ordinary light`,
  unseenInOrdinaryLight,
)

const shipped = { cut: cutModel(training), ramp: rampModel(training) }
const asShipped = newScore()
for (const { known, facts } of checks)
  addToScore(asShipped, known, shotsOf(facts, shipped).transitions, facts)
report('the same drafts, by what ships (has seen the files, not the drafts)', asShipped)
report('the clips of ../shared/media/cuts, by what ships', await scoreOfClips(shipped))
write('cut', shipped.cut)
write('ramp', shipped.ramp)

async function measured(plan: DraftPlan): Promise<MeasuredDraft> {
  const { ffmpegPath } = await locateFfmpeg()
  const { path, known } = await writeDraft(plan, composedFolder, ffmpegPath)
  return { plan, known, facts: await measuredFrames(path) }
}

function shared(name: string): string {
  const path = sharedMaterial(name)
  if (path === null) throw new Error(`${name} is not in ../shared`)
  return path
}

function isOrdinary(plan: DraftPlan): boolean {
  return plan.gain >= 1 && plan.saturation > 0
}

async function scoreOfClips(models: TransitionModels): Promise<TransitionScore> {
  const score = newScore()
  for (const [name, cuts] of clipsWithKnownCuts) {
    const facts = await measuredFrames(shared(`media/cuts/${name}`))
    const isTestVideo = name === 'testvideo.mp4'
    const fades = isTestVideo ? knownFades : []
    const dissolves = isTestVideo ? [knownDissolve] : []
    const transitions = [
      ...cuts.map((frame) => ({ kind: 'cut' as const, startFrame: frame, endFrame: frame, frame })),
      ...fades.map((fade) => ({ kind: 'fade' as const, ...fade, frame: fade.endFrame })),
      ...dissolves.map((span) => ({ kind: 'dissolve' as const, ...span, frame: span.endFrame })),
    ]
    // fades.mp4 is one endless ramp: what is made of it is not judged but for cuts.
    const found = shotsOf(facts, models).transitions.filter((t) => name !== 'fades.mp4' || t.kind === 'cut')
    addToScore(score, { id: name, frames: facts.timesS.length, transitions, flashes: [] }, found, facts)
  }
  return score
}

function cutModel(from: readonly TrainingDraft[]): BoostedTrees {
  return train(
    from.flatMap((d) => d.cuts),
    cutOptions,
  )
}

function rampModel(from: readonly TrainingDraft[]): BoostedTrees {
  return train(
    from.flatMap((d) => d.ramps),
    rampOptions,
  )
}

function train(rows: readonly Example[], options: BoostOptions): BoostedTrees {
  return boostTrees(
    rows.map((e) => e.features),
    Float64Array.from(rows, (e) => e.answer),
    Float64Array.from(rows, (e) => e.weight),
    options,
  )
}

function report(what: string, { cuts, gradual, wipes, flashesAsCuts }: TransitionScore): void {
  console.log(`| ${what} | ${String(cuts)} | ${String(gradual)} | ${String(wipes)} | ${flashesAsCuts} |`)
}

function write(name: 'cut' | 'ramp', trees: BoostedTrees): void {
  const list = (values: readonly number[]): string =>
    `[${values.map((v) => (Number.isFinite(v) ? Number(v.toPrecision(5)) : 1e9)).join(',')}]`
  const text = `// Written by scripts/train-transitions.ts; see models/transitions.md.
// prettier-ignore
export const ${name}ModelTrees = {
  depth: ${trees.depth},
  bias: ${trees.bias.toPrecision(5)},
  features: ${list(trees.features)},
  thresholds: ${list(trees.thresholds)},
  answers: ${list(trees.answers)},
}
`
  writeFileSync(fileURLToPath(new URL(`../electron/vision/${name}-model-trees.ts`, import.meta.url)), text)
}
