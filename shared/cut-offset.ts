import type { SyncPoint } from './contract/measurement.ts'

/**
 * How a cut stands to its beat. Near: up to twice the tolerance, at 45 ms the 90 ms up to which viewers still accept
 * sound before its picture (ITU-R BT.1359-1).
 */
export type CutStanding = 'on' | 'near' | 'off'

/** @param toleranceMs of the summary of the sync points */
export function cutStanding({ onBeat, offsetMs }: SyncPoint, toleranceMs: number): CutStanding {
  if (onBeat) return 'on'
  return Math.abs(offsetMs) <= 2 * toleranceMs ? 'near' : 'off'
}

/** 83 ms (2 frames) after the beat. */
export function besideBeat({ offsetMs, offsetFrames }: SyncPoint): string {
  const ms = Math.round(Math.abs(offsetMs))
  if (ms === 0) return 'exactly on the beat'
  return `${ms} ms (${frames(offsetFrames)}) ${offsetMs > 0 ? 'after' : 'before'} the beat`
}

/** What puts a cut on its beat: +2 frames is later. Null where no frame is nearer. */
export function cutMove({ offsetFrames }: SyncPoint): string | null {
  if (offsetFrames === 0) return null
  return `${offsetFrames < 0 ? '+' : '−'}${frames(offsetFrames)}`
}

function frames(count: number): string {
  return Math.abs(count) === 1 ? '1 frame' : `${Math.abs(count)} frames`
}
