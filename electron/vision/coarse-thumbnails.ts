import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

/** Thumbnails of thumbnails, frame after frame. */
export interface CoarseThumbnails {
  /** Numbers a frame takes in `values`: luma, Cb, Cr. */
  size: number
  lumaSize: number
  values: Float32Array
}

/** Means of the thumbnails' cells over at most `lumaColumns × lumaRows` places of luma, half of that each way of chroma. */
export function coarseThumbnails(
  facts: FrameDifferences,
  lumaColumns: number,
  lumaRows: number,
): CoarseThumbnails {
  const { columns, rows, chromaColumns, chromaRows, thumbnails } = facts
  const target = new Uint16Array(thumbnailSize(facts))
  const luma = places(target, 0, 0, columns, rows, lumaColumns, lumaRows)
  const chroma = chromaColumns * chromaRows
  const half = [chromaColumns, chromaRows, lumaColumns >> 1, lumaRows >> 1] as const
  const cb = places(target, columns * rows, luma, ...half)
  const size = places(target, columns * rows + chroma, cb, ...half)
  const share = new Float32Array(size)
  for (const place of target) share[place]!++
  for (let i = 0; i < size; i++) share[i] = 1 / share[i]!
  const frames = facts.timesS.length
  const values = new Float32Array(frames * size)
  for (let frame = 0, from = 0, to = 0; frame < frames; frame++, to += size) {
    for (let i = 0; i < target.length; i++) values[to + target[i]!]! += thumbnails[from++]!
    for (let i = 0; i < size; i++) values[to + i]! *= share[i]!
  }
  return { size, lumaSize: luma, values }
}

/** Says for each cell of a plane which place it goes to; returns the first place after the plane's. */
function places(
  target: Uint16Array,
  firstCell: number,
  firstPlace: number,
  columns: number,
  rows: number,
  mostColumns: number,
  mostRows: number,
): number {
  const across = Math.min(columns, mostColumns)
  const down = Math.min(rows, mostRows)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const place = Math.floor((y * down) / rows) * across + Math.floor((x * across) / columns)
      target[firstCell + y * columns + x] = firstPlace + place
    }
  }
  return firstPlace + across * down
}
