import { sharedMaterial } from '../../shared-material.ts'
import type { DraftPlan, PlannedJoin, PlannedShot } from './draft-plan.ts'
import { drawnScene } from './drawn-scene.ts'
import { drawnScreen } from './drawn-screen.ts'
import { footageHeight, footageWidth, readFootage, type Footage } from './footage.ts'
import { drawnGame } from './drawn-game.ts'
import { below, blurredFill, corner, grade, look, mix, reorder, towards, wipe, type View } from './pixels.ts'
import { caption, sticker } from './overlays.ts'
import { Random } from './random.ts'

const straight = { mirrored: false, upsideDown: false, shiftX: 0, shiftY: 0, smearX: 0 } as const

/** Draws the frames of a plan one after the other; each is lent until the next. */
export function* draftFrames(plan: DraftPlan, ffmpegPath: string): Generator<Uint8Array> {
  const { width, height } = plan
  const first = new Uint8Array(width * height * 3)
  const second = new Uint8Array(first.length)
  const out = new Uint8Array(first.length)
  const split = plan.splitFrom ? footageOf(wholeShot(plan), plan, ffmpegPath) : null
  const steady: View = { ...straight, x: 0.5, y: 0.5, size: 0.9 }
  let footage: (Footage | undefined)[] = []
  for (let frame = 0; frame < plan.frames; frame++) {
    const current = plan.shots.flatMap((shot, i) => (frame >= shot.from && frame < shot.to ? [i] : []))
    footage = plan.shots.map((shot, i) =>
      current.includes(i) ? (footage[i] ?? footageOf(shot, plan, ffmpegPath)) : undefined,
    )
    const draw = (i: number, into: Uint8Array): void => {
      const shot = plan.shots[i]!
      const onwards = sourceFrame(shot, frame)
      const at = shot.backwards ? Math.max(0, footage[i]!.frames - 1 - onwards) : onwards
      const view = viewAt(plan, shot, i, frame)
      if (plan.banded) lookBanded(footage[i]!, at, view, plan.banded, into, width, height)
      else look(footage[i]!, at, view, into, width, height)
      reorder(shot.colourOrder, into)
      if (shot.camera === 'exposure') grade(exposureAt(plan, shot, frame), 1, 1, into)
    }
    const join = plan.joins.find((j) => frame >= j.start && frame < j.end)
    if (current.length === 0) out.fill(join?.level ?? 0)
    else if (current.length === 1) draw(current[0]!, out)
    else {
      draw(current[0]!, first)
      draw(current[1]!, second)
      combine(join!, frame, first, second, out, width)
    }
    grade(plan.gain, plan.gamma, plan.saturation, out)
    if (join?.kind === 'fade') towards(join.level, fadeShare(join, frame), out)
    if (split) {
      look(split, frame, steady, first, width, height)
      if (plan.splitAs === 'below') below(first, Math.round(height * 0.55), out, width)
      else corner(first, 0.4, out, width)
    }
    applyLight(plan, frame, out)
    if (plan.captionEvery > 0)
      caption(Math.floor(frame / plan.captionEvery) + plan.seed * 97, plan.captionStyle, out, width)
    if (plan.stickerEvery > 0 && frame % plan.stickerEvery > plan.stickerEvery / 2)
      sticker(plan.seed + Math.floor(frame / plan.stickerEvery), plan.stickerSize, out, width)
    if (frame < plan.opening) towards(0, 1 - frame / plan.opening, out)
    const left = plan.frames - 1 - frame
    if (left < plan.ending) towards(0, 1 - left / plan.ending, out)
    yield out
  }
}

function wholeShot(plan: DraftPlan): PlannedShot {
  const stretch = plan.splitFrom!
  return {
    ...{ stretch, startS: stretch.startS, speed: 0.5, x: 0.5, y: 0.5, size: 0.9 },
    ...{ mirrored: false, upsideDown: false, backwards: false, colourOrder: [0, 1, 2] as const },
    ...{ camera: 'still', from: 0, to: plan.frames },
  }
}

function footageOf(shot: PlannedShot, plan: DraftPlan, ffmpegPath: string): Footage {
  const { stretch, startS, speed } = shot
  const fps = plan.contentFps
  const left = Math.floor(((stretch.startS + stretch.durationS - startS) / speed) * fps)
  const frames = Math.max(1, Math.min(sourceFrame(shot, shot.to), left))
  if (stretch.drawn === 'game')
    return drawnGame(Number(stretch.file), footageWidth, footageHeight, frames, fps, startS)
  if (stretch.drawn === 'scene')
    return drawnScene(Number(stretch.file), footageWidth, footageHeight, frames, fps, startS)
  if (stretch.drawn) return drawnScreen(Number(stretch.file), footageWidth, footageHeight, frames, fps)
  const path = sharedMaterial(stretch.file)
  if (path === null) throw new Error(`${stretch.file} is not in ../shared`)
  return readFootage(ffmpegPath, { path, startS, frames, fps, speed, photo: stretch.photo ?? false })
}

function combine(
  join: PlannedJoin,
  frame: number,
  a: Uint8Array,
  b: Uint8Array,
  out: Uint8Array,
  width: number,
): void {
  const share = ((frame - join.start + 1) / (join.end - join.start + 1)) ** join.ease
  if (join.kind === 'wipe') wipe(a, b, share, join.wipeFrom, out, width)
  else mix(a, b, share, out)
}

function fadeShare(join: PlannedJoin, frame: number): number {
  return straightShare(join, frame) ** join.ease
}

function straightShare(join: PlannedJoin, frame: number): number {
  const into = frame - join.start
  const comesIn = join.end - join.start - join.out - join.hold
  if (into < join.out) return (into + 1) / (join.out + 1)
  if (into < join.out + join.hold) return 1
  return 1 - (into - join.out - join.hold + 1) / (comesIn + 1)
}

/** A rush runs at four times its speed for the middle third of the shot, as speed ramps do. */
function sourceFrame(shot: PlannedShot, frame: number): number {
  const at = frame - shot.from
  if (shot.camera !== 'rush') return at
  const third = Math.floor((shot.to - shot.from) / 3)
  return at + 3 * Math.min(third, Math.max(0, at - third))
}

/** An exposure that settles anew in the middle of the shot within a third of a second. */
function exposureAt(plan: DraftPlan, shot: PlannedShot, frame: number): number {
  const middle = (shot.to - shot.from) / 2
  const phase = Math.min(1, Math.max(0, (frame - shot.from - middle) / (plan.contentFps / 3)))
  return plan.seed % 2 === 0 ? 1 + 0.5 * phase : 1 - 0.4 * phase
}

function applyLight(plan: DraftPlan, frame: number, rgb: Uint8Array): void {
  if (plan.strobe && frame >= plan.strobe.from && frame < plan.strobe.to && frame % 4 < 2)
    grade(2.2, 0.8, 1, rgb)
  const flash = plan.flashes.find((f) => frame >= f.frame && frame < f.frame + f.length)
  if (!flash) return
  if (flash.strength > 1) grade(flash.strength, 1, 1, rgb)
  else towards(255, flash.strength, rgb)
}

function viewAt(plan: DraftPlan, shot: PlannedShot, shotIndex: number, frame: number): View {
  const seconds = (frame - shot.from) / plan.contentFps
  const { x, y, mirrored, upsideDown } = shot
  const view: View = { ...straight, x, y, size: shot.size, mirrored, upsideDown }
  const leaving = plan.joins[shotIndex]
  const entering = plan.joins[shotIndex - 1]
  // Room to turn in: all along, as a crop that comes with the turn would be a cut of its own.
  if ((leaving?.whip ?? 0) + (entering?.whip ?? 0) > 0) view.size *= 0.75
  if (leaving && leaving.whip > 0 && frame >= leaving.frame - leaving.whip)
    whipBy(view, (frame - leaving.frame + leaving.whip + 1) / leaving.whip, plan)
  if (entering && entering.whip > 0 && frame < entering.frame + entering.whip)
    whipBy(view, (frame - entering.frame) / entering.whip - 1, plan)
  const still = shot.stretch.photo ? 'drift' : shot.camera
  switch (shot.camera === 'still' ? still : shot.camera) {
    case 'still':
    case 'rush':
    case 'exposure':
      break
    case 'snap': {
      // A pan by half of the picture in a tenth of a second, up or sideways, sharp or smeared. It takes three steps at
      // least: what is elsewhere from one frame to the next is a jump cut to whoever watches.
      const middle = (shot.to - shot.from) / 2 / plan.contentFps
      const phase = Math.min(1, Math.max(0, (seconds - middle) / Math.max(0.1, 3 / plan.contentFps)))
      view.size *= 0.7
      if (plan.seed % 3 === 0) view.shiftY = (phase - 0.5) * 0.5
      else view.shiftX = (phase - 0.5) * 0.5
      if (plan.seed % 3 === 1 && phase > 0 && phase < 1) view.smearX = plan.width * 0.2
      break
    }
    case 'drift':
      view.size *= 1 - 0.05 * Math.min(4, seconds)
      view.x += 0.03 * seconds
      break
    case 'shake': {
      const random = new Random(plan.seed * 1000 + shotIndex * 100_003 + frame)
      view.size *= 0.9
      view.shiftX = random.between(-0.04, 0.04)
      view.shiftY = random.between(-0.04, 0.04)
      break
    }
    case 'whip': {
      // A fast pan in the middle of the shot, away and on: most of the picture in a fifth of a second.
      const middle = (shot.to - shot.from) / 2 / plan.contentFps
      const lastsS = Math.max(0.2, 4 / plan.contentFps)
      const phase = Math.min(1, Math.max(0, (seconds - middle) / lastsS))
      view.size *= 0.75
      view.shiftX = (phase - 0.5) * 0.8
      if (phase > 0 && phase < 1) view.smearX = (0.8 / lastsS / plan.contentFps) * plan.width
      break
    }
    case 'punch': {
      const middle = (shot.to - shot.from) / 2 / plan.contentFps
      const phase = Math.min(1, Math.max(0, (seconds - middle) / 0.25))
      view.size *= 1 - 0.35 * phase
      break
    }
  }
  return view
}

/** Turns the camera away (share 0 to 1) or in (−1 to 0), faster the nearer to the cut. */
function whipBy(view: View, share: number, plan: DraftPlan): void {
  view.x += 0.2 * share * Math.abs(share)
  view.smearX = 0.3 * plan.width * Math.abs(share)
}

function lookBanded(
  footage: Footage,
  frame: number,
  view: View,
  banded: 'black' | 'blurred',
  out: Uint8Array,
  width: number,
  height: number,
): void {
  const inside = Math.round((width * 9) / 16)
  const top = Math.floor((height - inside) / 2)
  const picture = new Uint8Array(width * inside * 3)
  look(footage, frame, view, picture, width, inside)
  out.fill(0)
  if (banded === 'blurred') blurredFill(picture, width, inside, out, height)
  out.set(picture, top * width * 3)
}
