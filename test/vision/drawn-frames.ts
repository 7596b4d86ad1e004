import { frameDifferences, type FrameDifferences } from '../../electron/vision/frame-differences.ts'
import type { DraftProbe } from '../../electron/media/probe.ts'
import { Random } from './composed/random.ts'

export const drawnWidth = 90
export const drawnHeight = 160
export const drawnFps = 30

/** A picture of soft blobs: what seed it has decides everything in it. RGB as fractions of full scale. */
export function blobs(seed: number): Float32Array {
  const random = new Random(seed)
  const rgb = new Float32Array(drawnWidth * drawnHeight * 3)
  const base = [random.between(0.15, 0.6), random.between(0.15, 0.6), random.between(0.15, 0.6)]
  for (let i = 0; i < rgb.length; i++) rgb[i] = base[i % 3]!
  for (let blob = 0; blob < 40; blob++) {
    const centreX = random.between(0, drawnWidth)
    const centreY = random.between(0, drawnHeight)
    const radius = random.between(4, 22)
    const colour = [random.between(-0.4, 0.5), random.between(-0.4, 0.5), random.between(-0.4, 0.5)]
    for (let y = 0; y < drawnHeight; y++) {
      for (let x = 0; x < drawnWidth; x++) {
        const near = Math.exp(-((x - centreX) ** 2 + (y - centreY) ** 2) / radius ** 2)
        for (let c = 0; c < 3; c++) rgb[(y * drawnWidth + x) * 3 + c]! += near * colour[c]!
      }
    }
  }
  return rgb
}

export const blackPicture = new Float32Array(drawnWidth * drawnHeight * 3)
export const whitePicture = new Float32Array(drawnWidth * drawnHeight * 3).fill(1)

/** a + (b − a) · share. */
export function between(a: Float32Array, b: Float32Array, share: number): Float32Array {
  return a.map((value, i) => value + (b[i]! - value) * share)
}

/** The picture moved by whole pixels; what comes in repeats the edge. */
export function moved(picture: Float32Array, dx: number, dy: number): Float32Array {
  const out = new Float32Array(picture.length)
  for (let y = 0; y < drawnHeight; y++) {
    const fromY = Math.min(drawnHeight - 1, Math.max(0, y - dy))
    for (let x = 0; x < drawnWidth; x++) {
      const fromX = Math.min(drawnWidth - 1, Math.max(0, x - dx))
      for (let c = 0; c < 3; c++)
        out[(y * drawnWidth + x) * 3 + c] = picture[(fromY * drawnWidth + fromX) * 3 + c]!
    }
  }
  return out
}

/** Measures pictures shown one after the other, with a little camera noise. */
export function measured(
  pictures: readonly Float32Array[],
  timeOf = (i: number): number => i / drawnFps,
): FrameDifferences {
  const random = new Random(7)
  const measuring = frameDifferences.begin({} as DraftProbe)
  const rgb = new Uint8Array(drawnWidth * drawnHeight * 3)
  pictures.forEach((picture, index) => {
    for (let i = 0; i < rgb.length; i++) {
      rgb[i] = Math.min(255, Math.max(0, Math.round(picture[i]! * 255 + random.between(-1.5, 1.5))))
    }
    measuring.frame?.({ index, timeS: timeOf(index), width: drawnWidth, height: drawnHeight, rgb })
  })
  return measuring.finish({ originS: 0, durationS: timeOf(pictures.length) })
}
