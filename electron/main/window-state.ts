import { readFile } from 'node:fs/promises'
import type { Rectangle } from 'electron'
import { z } from 'zod'
import { writeAtomically } from './write-atomically.ts'

const windowStateSchema = z.object({
  x: z.int().nullable(),
  y: z.int().nullable(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
})
/** Where the window is put; without a place the system chooses one. */
export type WindowState = z.infer<typeof windowStateSchema>

export const smallest = { width: 640, height: 400 }
export const firstState: WindowState = {
  x: null,
  y: null,
  width: 1280,
  height: 800,
  isMaximized: false,
  isFullScreen: false,
}

/** As it was written down last; the first one where there is nothing that can be read. */
export async function readWindowState(path: string): Promise<WindowState> {
  try {
    return windowStateSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return firstState // a window in the usual place is better than none
  }
}

export async function writeWindowState(path: string, state: WindowState): Promise<void> {
  await writeAtomically(path, JSON.stringify(windowStateSchema.parse(state)))
}

/** So much of the window has to lie on a screen for a person to take hold of it. */
const graspable = { width: 120, height: 40 }

/**
 * The same state on the screens that there are now: no larger than the one it lies on, and in the usual place when no
 * screen shows enough of it.
 *
 * @param workAreas of all screens, the main one first
 */
export function onScreen(state: WindowState, workAreas: readonly Rectangle[]): WindowState {
  const { x, y } = state
  const placed = x === null || y === null ? null : { x, y, width: state.width, height: state.height }
  const area = placed && workAreas.toSorted((a, b) => common(placed, b) - common(placed, a))[0]
  const home = area ?? workAreas[0]
  const width = Math.max(smallest.width, Math.min(state.width, home?.width ?? state.width))
  const height = Math.max(smallest.height, Math.min(state.height, home?.height ?? state.height))
  if (!placed || !area || !canBeGrasped(placed, area)) return { ...state, x: null, y: null, width, height }
  return { ...state, width, height }
}

function overlap(a: Rectangle, b: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  }
}

function common(a: Rectangle, b: Rectangle): number {
  const { width, height } = overlap(a, b)
  return Math.max(0, width) * Math.max(0, height)
}

/** The upper edge, by which a window is moved, has to be there. */
function canBeGrasped(window: Rectangle, area: Rectangle): boolean {
  const { width, height } = overlap({ ...window, height: graspable.height }, area)
  return width >= graspable.width && height >= graspable.height / 2
}
