import sharp from 'sharp'
import { framesOf, onScreen } from './editing.ts'
import { heightPx, widthPx } from './frame-format.ts'
import { drawLettering } from './lettering.ts'
import type { StoryboardShot } from './storyboard.ts'
import { element } from './svg.ts'

/** How many frames are painted at once. */
const concurrentFrames = 4

/** Every frame of the storyboard in order, as RGB, 8 bits a channel. */
export async function* paintFrames(shots: readonly StoryboardShot[]): AsyncGenerator<Buffer> {
  const frames = framesOf(shots)
  const painting: Promise<Buffer>[] = []
  for (let frame = 0; frame < frames + concurrentFrames; frame++) {
    if (frame < frames) painting.push(paintFrame(shots, frame))
    if (painting.length > concurrentFrames || frame >= frames) {
      const next = painting.shift()
      if (next) yield await next
    }
  }
}

/** One frame of the storyboard as RGB, a dissolve mixed from its two shots. */
export async function paintFrame(shots: readonly StoryboardShot[], frame: number): Promise<Buffer> {
  const { shot, over, overShare } = onScreen(shots, frame)
  const picture = await rasterise(shot, frame)
  if (over) mixInto(picture, await rasterise(over, frame), overShare)
  return picture
}

async function rasterise(shot: StoryboardShot, frame: number): Promise<Buffer> {
  const shotFrame = frame - shot.startFrame
  const content = [
    shot.draw(shotFrame, shot.endFrame - shot.startFrame),
    ...shot.lettering.map((line) => drawLettering(line, shotFrame)),
    shot.drawOver?.(shotFrame) ?? '',
  ]
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: widthPx, height: heightPx },
    content.join(''),
  )
  return sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer()
}

function mixInto(picture: Buffer, over: Buffer, share: number): void {
  for (let index = 0; index < picture.length; index++) {
    picture[index] = Math.round(picture[index]! * (1 - share) + over[index]! * share)
  }
}
