import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packedThumbnails } from '../../../electron/engine/resources/packed-thumbnails.ts'

it('packs thumbnails so that a reader of the stated form gets back each time and picture', () => {
  const thumbnail = fc.record({ timeS: fc.double({ noNaN: true }), jpeg: fc.uint8Array({ maxLength: 50 }) })
  fc.assert(
    fc.property(fc.array(thumbnail), (thumbnails) => {
      // Read by Node's Buffer, whose methods are named for what the contract says.
      const packed = Buffer.from(packedThumbnails(thumbnails))
      let at = 0
      for (const { timeS, jpeg } of thumbnails) {
        expect(packed.readDoubleLE(at)).toBe(timeS)
        const length = packed.readUInt32LE(at + 8)
        expect(packed.subarray(at + 12, at + 12 + length)).toEqual(Buffer.from(jpeg))
        at += 12 + length
      }
      expect(at).toBe(packed.length)
    }),
  )
})
