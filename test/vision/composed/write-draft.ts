import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DraftPlan, PlannedJoin } from './draft-plan.ts'
import { draftFrames } from './draft-frames.ts'

export interface KnownTransition {
  kind: 'cut' | 'dissolve' | 'fade' | 'wipe'
  startFrame: number
  /** Exclusive. */
  endFrame: number
  frame: number
  /**
   * Between pictures so alike that people may not see it: a fifth of their own contrast apart or less, or 3 of 255 levels,
   * about the least step of lightness that is seen.
   */
  faint?: true
}

/** What is true of a composed draft, in frames of the file. */
export interface KnownDraft {
  id: string
  frames: number
  transitions: KnownTransition[]
  flashes: { startFrame: number; endFrame: number }[]
}

export interface ComposedDraft {
  path: string
  known: KnownDraft
}

/** Writes a planned draft and its truth into a folder, or takes what an earlier run left there. */
export async function writeDraft(
  plan: DraftPlan,
  folder: string,
  ffmpegPath: string,
): Promise<ComposedDraft> {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${plan.id}.mp4`)
  const truthPath = join(folder, `${plan.id}.json`)
  if (existsSync(truthPath)) return { path, known: JSON.parse(readFileSync(truthPath, 'utf8')) as KnownDraft }

  const shown = shownFrames(plan)
  const keptOf = Int32Array.from({ length: shown.contentOf.length + 1 }, (_, n) => {
    let kept = 0
    for (let i = 0; i < n; i++) if (!shown.dropped.has(i)) kept++
    return kept
  })
  const selection = plan.variable ? ['-vf', `select='gte(mod(${dropRule},13),2)'`, '-fps_mode', 'vfr'] : []
  const encoder = spawn(
    ffmpegPath,
    [
      ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${plan.width}x${plan.height}`],
      ...[
        '-r',
        String(plan.fileFps),
        '-i',
        '-',
        ...selection,
        ...plan.encoder,
        '-pix_fmt',
        'yuv420p',
        `${path}.part.mp4`,
      ],
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  const ended = once(encoder, 'exit')
  const faint = new Set<PlannedJoin>()
  const before = new Map<PlannedJoin, Uint8Array>()
  let last: Uint8Array = new Uint8Array(0)
  let content = 0
  let next = 0
  for (const rgb of draftFrames(plan, ffmpegPath)) {
    const copy = Buffer.from(rgb)
    for (const join of plan.joins) {
      if (join.start === content) before.set(join, last)
      if (join.end === content && join.kind !== 'fade' && isFaint(before.get(join)!, copy)) faint.add(join)
    }
    last = copy
    for (; next < shown.contentOf.length && shown.contentOf[next] === content; next++) {
      if (!encoder.stdin.write(copy)) await once(encoder.stdin, 'drain')
    }
    content++
  }
  encoder.stdin.end()
  const [code] = (await ended) as [number | null]
  if (code !== 0) throw new Error(`ffmpeg could not write ${plan.id}`)

  const known = knownDraft(plan, faint, (contentFrame) => {
    const first = shown.contentOf.findIndex((c) => c >= contentFrame)
    return keptOf[first < 0 ? shown.contentOf.length : first]!
  })
  renameSync(`${path}.part.mp4`, path)
  writeFileSync(truthPath, JSON.stringify(known))
  return { path, known }
}

/** Which frames a variable draft leaves out: about two of thirteen, at changing distances. */
const dropRule = 'n*n*7+n*3+5'

/** Which content frame each frame of the file shows (repeated where the file is faster), and which are left out. */
function shownFrames(plan: DraftPlan): { contentOf: number[]; dropped: Set<number> } {
  const count = Math.floor((plan.frames * plan.fileFps) / plan.contentFps)
  const contentOf = Array.from({ length: count }, (_, n) =>
    Math.min(plan.frames - 1, Math.floor((n * plan.contentFps) / plan.fileFps)),
  )
  const dropped = new Set<number>()
  if (plan.variable) for (let n = 1; n < count; n++) if ((n * n * 7 + n * 3 + 5) % 13 < 2) dropped.add(n)
  return { contentOf, dropped }
}

/** Whether two pictures differ by no more than a fifth of their contrast, or next to nothing (of green, for luma). */
export function isFaint(before: Uint8Array, after: Uint8Array): boolean {
  let difference = 0
  let sum = 0
  let squares = 0
  const count = Math.floor(after.length / 3)
  for (let i = 1; i < after.length; i += 3) {
    difference += Math.abs(after[i]! - before[i]!)
    sum += after[i]!
    squares += after[i]! ** 2
  }
  const contrast = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
  return difference / count < Math.max(3, 0.2 * contrast)
}

function knownDraft(
  plan: DraftPlan,
  faint: ReadonlySet<PlannedJoin>,
  fileFrame: (contentFrame: number) => number,
): KnownDraft {
  const spanOf = (
    kind: KnownTransition['kind'],
    start: number,
    end: number,
    frame: number,
  ): KnownTransition => ({
    kind,
    startFrame: fileFrame(start),
    endFrame: fileFrame(end),
    frame: fileFrame(frame),
  })
  const transitions = plan.joins.map((j): KnownTransition => ({
    ...spanOf(j.kind, j.start, j.end, j.frame),
    ...(faint.has(j) ? { faint: true as const } : {}),
  }))
  if (plan.opening > 0) transitions.unshift(spanOf('fade', 0, plan.opening, 0))
  if (plan.ending > 0) transitions.push(spanOf('fade', plan.frames - plan.ending, plan.frames, plan.frames))
  return {
    id: plan.id,
    frames: fileFrame(plan.frames),
    transitions,
    flashes: plan.flashes.map((f) => ({
      startFrame: fileFrame(f.frame),
      endFrame: fileFrame(f.frame + f.length),
    })),
  }
}
