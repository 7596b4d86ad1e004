import type { StoryboardShot } from './storyboard.ts'

/** Two neighbouring shots that overlap. `endFrame` is exclusive; from `frame` on the new shot outweighs the old. */
export interface Dissolve {
  startFrame: number
  endFrame: number
  frame: number
}

export function framesOf(shots: readonly StoryboardShot[]): number {
  return shots.at(-1)?.endFrame ?? 0
}

/** First frames of the shots that begin with a hard cut. */
export function cutsOf(shots: readonly StoryboardShot[]): number[] {
  return pairs(shots)
    .filter(([before, after]) => after.startFrame === before.endFrame)
    .map(([, after]) => after.startFrame)
}

export function dissolvesOf(shots: readonly StoryboardShot[]): Dissolve[] {
  return pairs(shots)
    .filter(([before, after]) => after.startFrame < before.endFrame)
    .map(([before, after]) => ({
      startFrame: after.startFrame,
      endFrame: before.endFrame,
      frame: Math.ceil((after.startFrame + before.endFrame - 1) / 2),
    }))
}

/** What is on screen at a frame: one shot, or two with the share of the later one. */
export function onScreen(
  shots: readonly StoryboardShot[],
  frame: number,
): { shot: StoryboardShot; over: StoryboardShot | null; overShare: number } {
  const seen = shots.filter(({ startFrame, endFrame }) => frame >= startFrame && frame < endFrame)
  const [shot, over = null] = seen
  if (!shot) throw new Error(`No shot of the storyboard covers frame ${frame}.`)
  const overShare = over ? (frame - over.startFrame + 0.5) / (shot.endFrame - over.startFrame) : 0
  return { shot, over, overShare }
}

function pairs(shots: readonly StoryboardShot[]): [StoryboardShot, StoryboardShot][] {
  return shots.slice(1).map((after, index) => [shots[index]!, after])
}
