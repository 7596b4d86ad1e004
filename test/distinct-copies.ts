import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Copies of an MP4 file that differ in one box that no player reads: each is measured anew and must score the same. */
export function distinctCopies(original: string, folder: string): { next(): string } {
  const bytes = readFileSync(original)
  let made = 0
  return {
    next() {
      // A `free` box (ISO 14496-12): its size, its name and a number as its content.
      const box = Buffer.alloc(16)
      box.writeUInt32BE(16, 0)
      box.write('free', 4, 'latin1')
      box.writeUInt32BE(++made, 8)
      const path = join(folder, `draft ${made}.mp4`)
      writeFileSync(path, Buffer.concat([bytes, box]))
      return path
    },
  }
}
