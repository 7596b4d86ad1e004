import { between, easeOut, progress } from './easing.ts'
import { heightPx, widthPx } from './frame-format.ts'
import { scaledAbout } from './svg.ts'

/** The move of nearly every shot: it lands in six frames with a punch and then pushes in slowly. */
export function camera(frame: number, frames: number, content: string, punch = 0.07): string {
  const landing = punch * (1 - easeOut(progress(frame, 0, 6)))
  const push = between(1, 1.05, progress(frame, 0, frames))
  return scaledAbout(widthPx * 0.46, heightPx * 0.55, push + landing, content)
}
