import type { Shot, Transition } from '../../shared/contract/measurement.ts'
import type { DerivedDetector } from '../media/detector.ts'
import type { BoostedTrees } from '../../shared/boosted-trees.ts'
import { frameDifferences, type FrameDifferences } from './frame-differences.ts'
import { lightInterruptions } from './light-interruptions.ts'
import { hardCuts, type Cut } from './transition-cuts.ts'
import { gradualTransitions, type GradualTransition } from './transition-gradual.ts'
import { withoutBars } from './without-bars.ts'

export interface ShotFacts {
  shots: Shot[]
  transitions: Transition[]
}

/** Where shots meet, and how: cuts, dissolves, fades and wipes, and the shots between them. */
export const shots: DerivedDetector<ShotFacts> = {
  kind: 'derived',
  id: 'shots',
  version: 3,
  from: [frameDifferences],
  derive: (facts) => shotsOf(facts.get(frameDifferences)),
}

/** What decides; other models than the ones that ship are for telling how good they are on footage not trained on. */
export interface TransitionModels {
  cut?: BoostedTrees
  ramp?: BoostedTrees
}

/** Decides from the statistics of a draft's frames. Nothing is decoded. */
export function shotsOf(frames: FrameDifferences, models: TransitionModels = {}): ShotFacts {
  const facts = withoutBars(frames)
  const light = lightInterruptions(facts)
  const gradual = gradualTransitions(facts, models.ramp)
  const transitions = settle(hardCuts(facts, light, models.cut), gradual, facts)
  return { transitions, shots: shotsBetween(transitions, facts) }
}

/** A cut within a gradual transition is a part of it, unless the transition is the less certain of the two. */
function settle(
  cuts: readonly Cut[],
  gradual: readonly GradualTransition[],
  facts: FrameDifferences,
): Transition[] {
  const standing = gradual.filter(
    (g) => !cuts.some((c) => within(c, g) && c.confidence * strength(c, facts) > g.confidence + 0.15),
  )
  const sharp = cuts.filter((c) => !standing.some((g) => within(c, g)))
  return [
    ...sharp.map(({ frame, confidence }): Transition => {
      const timeS = facts.timesS[frame]!
      return { kind: 'cut', startS: timeS, endS: timeS, frame, confidence }
    }),
    ...standing.map((g): Transition => ({
      kind: g.kind,
      startS: timeOf(g.start, facts),
      endS: timeOf(g.end, facts),
      frame: g.frame,
      confidence: g.confidence,
    })),
  ].sort((a, b) => a.startS - b.startS)
}

function within(cut: Cut, gradual: GradualTransition): boolean {
  const slack = gradual.kind === 'fade' ? 0 : 1
  return cut.frame > gradual.start - slack && cut.frame < gradual.end + slack
}

/** How much of the picture the cut replaces. */
function strength(cut: Cut, facts: FrameDifferences): number {
  return Math.min(1, facts.novelty[cut.frame]! / 0.6)
}

function shotsBetween(transitions: readonly Transition[], facts: FrameDifferences): Shot[] {
  const frames = facts.timesS.length
  if (frames === 0) return []
  const inside = transitions.map((t) => t.frame).filter((frame) => frame > 0 && frame < frames)
  const starts = [...new Set([0, ...inside])].sort((a, b) => a - b)
  return starts.map((startFrame, i) => {
    const endFrame = starts[i + 1] ?? frames
    return { startS: timeOf(startFrame, facts), endS: timeOf(endFrame, facts), startFrame, endFrame }
  })
}

/** The time of a frame; one past the last is the end of the draft. */
function timeOf(frame: number, facts: FrameDifferences): number {
  return facts.timesS[frame] ?? facts.durationS
}
