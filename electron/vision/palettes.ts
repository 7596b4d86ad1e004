import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

const lumaBins = 16
const chromaBins = 6
const bins = lumaBins + chromaBins * chromaBins

/**
 * What levels and colours a picture has, wherever they are: a pan or a turn keeps them, another shot brings its own.
 * Neighbouring bins share what lies between them, so that small changes of light are small here too.
 */
export class Palettes {
  private readonly facts: FrameDifferences
  private readonly size: number
  private readonly known = new Map<number, Float32Array>()

  constructor(facts: FrameDifferences) {
    this.facts = facts
    this.size = thumbnailSize(facts)
  }

  /** Half the L1 distance of two frames' palettes, luma and chroma summed, 0 to 2. */
  distance(before: number, after: number): number {
    const a = this.of(before)
    const b = this.of(after)
    let sum = 0
    for (let i = 0; i < bins; i++) sum += Math.abs(a[i]! - b[i]!)
    return sum / 2
  }

  private of(frame: number): Float32Array {
    let palette = this.known.get(frame)
    if (!palette) this.known.set(frame, (palette = this.measured(frame)))
    return palette
  }

  private measured(frame: number): Float32Array {
    const { columns, rows, chromaColumns, chromaRows, thumbnails } = this.facts
    const palette = new Float32Array(bins)
    const from = frame * this.size
    const cells = columns * rows
    for (let i = from; i < from + cells; i++) {
      const at = (thumbnails[i]! / 256) * (lumaBins - 1)
      const low = Math.floor(at)
      palette[low]! += (1 - at + low) / cells
      palette[low + 1]! += (at - low) / cells
    }
    const chroma = chromaColumns * chromaRows
    for (let i = from + cells; i < from + cells + chroma; i++) {
      const [u, v] = [chromaPlace(thumbnails[i]!), chromaPlace(thumbnails[i + chroma]!)]
      const [u0, v0] = [Math.floor(u), Math.floor(v)]
      const at = lumaBins + u0 * chromaBins + v0
      palette[at]! += ((1 - u + u0) * (1 - v + v0)) / chroma
      palette[at + 1]! += ((1 - u + u0) * (v - v0)) / chroma
      palette[at + chromaBins]! += ((u - u0) * (1 - v + v0)) / chroma
      palette[at + chromaBins + 1]! += ((u - u0) * (v - v0)) / chroma
    }
    return palette
  }
}

/** Finer around grey, 0 to just under the last bin. */
function chromaPlace(value: number): number {
  const off = (value - 128) / 128
  const bent = Math.sign(off) * Math.sqrt(Math.abs(off))
  return ((bent + 1) / 2) * (chromaBins - 1.001)
}
