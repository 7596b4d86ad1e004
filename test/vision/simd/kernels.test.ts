import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BlockMatcher } from '../../../electron/vision/block-matching.ts'
import { lumaOf } from '../../../electron/vision/luma.ts'
import { MotionPicture } from '../../../electron/vision/motion-picture.ts'
import { padded, SimdMemory } from '../../../electron/vision/simd/simd-memory.ts'
import { compiledKernels } from '../../../scripts/compile-kernels.ts'
import { BlockMatcher as PlainBlockMatcher } from './plain-block-matching.ts'
import {
  plainLuma,
  plainMatch,
  plainNoiseReadings,
  plainPicture,
  plainShiftedDifference,
  plainSteadied,
  type PlainCamera,
  type PlainPlane,
} from './plain-kernels.ts'

/** If these fail, the vector kernels measure something else than what the detectors were made and tuned for. */
describe('the kernels of the picture give what plain loops give, to the last bit:', () => {
  it('is what ships made from the sources beside it', { timeout: 120_000 }, async () => {
    const shipped = readFileSync(
      new URL('../../../electron/vision/simd/kernels.wasm.ts', import.meta.url),
      'utf8',
    )
    expect(shipped).toBe(await compiledKernels())
  })

  it('luma', () => {
    fc.assert(
      fc.property(size(1, 70), ({ width, height, bytes }) => {
        const rgb = bytes(3 * width * height)
        expect(lumaOf({ timeS: 0, width, height, rgb })).toEqual(plainLuma(rgb))
      }),
    )
  })

  it('sums of light', () => {
    fc.assert(
      fc.property(size(1, 90), ({ width, height, bytes }) => {
        const memory = new SimdMemory(padded(width * height) + 32)
        const values = memory.bytes(width * height)
        const sums = memory.longs(4)
        values.set(bytes(values.length))
        memory.run.light(values.byteOffset, values.length, 3, 252, sums.byteOffset)
        const all = Array.from(values)
        expect(Array.from(sums, Number)).toEqual([
          all.reduce((sum, v) => sum + v, 0),
          all.reduce((sum, v) => sum + v * v, 0),
          all.filter((v) => v <= 3).length,
          all.filter((v) => v >= 252).length,
        ])
      }),
    )
  })

  it('readings of noise', () => {
    fc.assert(
      fc.property(size(10, 90), ({ width, height, bytes }) => {
        const memory = new SimdMemory(2 * padded(width * height))
        const luma = memory.bytes(width * height)
        const found = memory.integers((width * height) >> 8)
        luma.set(bytes(luma.length))
        const count = memory.run.noiseReadings(luma.byteOffset, width, height, 12, 243, found.byteOffset)
        expect(Array.from(found.subarray(0, count))).toEqual(plainNoiseReadings(luma, width, height))
      }),
    )
  })

  it('least and greatest values of rows and columns', () => {
    fc.assert(
      fc.property(size(1, 60), ({ width, height, bytes }) => {
        const samples = height * Math.ceil(width / 4)
        const inColumns = width * Math.ceil(height / 4)
        const memory = new SimdMemory(
          padded(3 * width * height) + 2 * padded(samples) + 2 * padded(inColumns),
        )
        const rgb = memory.bytes(3 * width * height)
        const rowsLeast = memory.bytes(samples).fill(255)
        const rowsMost = memory.bytes(samples).fill(0)
        const columnsLeast = memory.bytes(inColumns).fill(255)
        const columnsMost = memory.bytes(inColumns).fill(0)
        const stills = [bytes(rgb.length), bytes(rgb.length).toReversed()]
        for (const still of stills) {
          rgb.set(still)
          memory.run.widenExtremes(
            rgb.byteOffset,
            width,
            height,
            rowsLeast.byteOffset,
            rowsMost.byteOffset,
            columnsLeast.byteOffset,
            columnsMost.byteOffset,
          )
        }
        const values = (x: number, y: number): number[] =>
          stills.map((still) => Math.max(...still.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)))
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const [least, most] = [Math.min(...values(x, y)), Math.max(...values(x, y))]
            const inRow = y * Math.ceil(width / 4) + x / 4
            if (x % 4 === 0) expect([rowsLeast[inRow], rowsMost[inRow]]).toEqual([least, most])
            const inColumn = (y / 4) * width + x
            if (y % 4 === 0) expect([columnsLeast[inColumn], columnsMost[inColumn]]).toEqual([least, most])
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('block matching, over frames that follow one another', () => {
    fc.assert(
      fc.property(
        size(5, 60),
        fc.constantFrom([8, 16] as const, [4, 4] as const, [3, 8] as const),
        ({ width, height, bytes }, [block, reach]) => {
          const kernel = new BlockMatcher(width, height, block, reach)
          const plain = new PlainBlockMatcher(width, height, block, reach)
          const still = bytes(width * height)
          const moved = still.map((_, i) => still[Math.max(0, i - 2 * width - 3)]!)
          const other = bytes(width * height).toReversed()
          for (const [before, after] of [
            [still, moved],
            [moved, moved.map((v) => Math.min(255, v + 9))],
            [moved, other],
          ] as const) {
            expect({ ...kernel.compare(before, after) }).toEqual({ ...plain.compare(before, after) })
            expect(kernel.blockNovelty).toEqual(plain.blockNovelty)
          }
        },
      ),
    )
  })

  it('planes, gradients and shifted differences of motion', () => {
    fc.assert(
      fc.property(size(16, 90), ({ width, height, bytes }) => {
        const memory = new SimdMemory(2 * MotionPicture.bytes(width, height))
        const [earlier, later] = [
          new MotionPicture(width, height, memory),
          new MotionPicture(width, height, memory),
        ]
        const luma = bytes(width * height)
        const lumaLater = luma.map((_, i) => luma[Math.max(0, i - 3)]!)
        earlier.fill(luma, 0)
        later.fill(lumaLater, 1)
        const plainLater = plainPicture(lumaLater, width, height)
        plainPicture(luma, width, height).forEach((plane, level) => {
          const [a, b] = [
            [earlier.half, later.half],
            [earlier.quarter, later.quarter],
            [earlier.eighth, later.eighth],
          ][level]!
          expect(Array.from(a!.values)).toEqual(plane.values)
          for (const [x, y, step] of [
            [0, 0, 1],
            [2, -1, 2],
            [-3, 2, 4],
          ] as const) {
            const plain = plainShiftedDifference(plane, plainLater[level]!, x, y, step)
            expect(a!.shiftedDifference(b!, x, y, step)).toBe(plain)
          }
        })
        earlier.findGradients()
        const [half] = plainPicture(luma, width, height)
        const inside = half.values
          .map((_, i) => i)
          .filter((i) => {
            const [x, y] = [i % half.width, Math.floor(i / half.width)]
            return x > 0 && y > 0 && x < half.width - 1 && y < half.height - 1
          })
        const steep = (i: number, step: number): number =>
          (half.values[i + step]! - half.values[i - step]!) / 2
        expect(inside.map((i) => earlier.gradientX[i])).toEqual(inside.map((i) => steep(i, 1)))
        expect(inside.map((i) => earlier.gradientY[i])).toEqual(inside.map((i) => steep(i, half.width)))
        expect(Array.from(earlier.textured.subarray(0, earlier.texturedCount))).toEqual(
          inside.filter((i) => Math.abs(steep(i, 1)) > 1 || Math.abs(steep(i, half.width)) > 1),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('the steadied picture and where its blocks went', () => {
    const small = fc.double({ min: -0.01, max: 0.01, noNaN: true })
    const cameras: fc.Arbitrary<PlainCamera> = fc.record({
      shiftX: fc.double({ min: -4, max: 4, noNaN: true }),
      shiftY: fc.double({ min: -4, max: 4, noNaN: true }),
      zoom: small,
      turn: small,
      gain: fc.double({ min: 0.7, max: 1.4, noNaN: true }),
      offset: fc.double({ min: -9, max: 9, noNaN: true }),
    })
    fc.assert(
      fc.property(size(24, 90), cameras, ({ width, height, bytes }, camera) => {
        const luma = bytes(width * height)
        const lumaLater = luma.map((_, i) => luma[Math.max(0, i - 2 * width - 5)]!)
        const [half] = plainPicture(luma, width, height)
        const [later] = plainPicture(lumaLater, width, height)
        const steadied = plainSteadied(later, camera)
        const kernel = matchedByKernel(luma, lumaLater, width, height, camera)
        expect(Array.from(kernel.steadied)).toEqual(steadied)
        for (const { x, y, ...found } of kernel.matches) {
          expect(found).toEqual({ ...plainMatch(half, steadied, x, y), texture: plainTexture(half, x, y) })
        }
      }),
      { numRuns: 30 },
    )
  })
})

interface RandomPicture {
  width: number
  height: number
  /** The same bytes for the same picture: some flat, some smooth, some noise. */
  bytes: (length: number) => Uint8Array
}

function size(least: number, most: number): fc.Arbitrary<RandomPicture> {
  return fc
    .record({
      width: fc.integer({ min: least, max: most }),
      height: fc.integer({ min: least, max: most }),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      grain: fc.constantFrom(0, 3, 40, 255),
    })
    .map(({ width, height, seed, grain }) => ({
      width,
      height,
      bytes: (length) => {
        let state = seed
        return Uint8Array.from({ length }, (_, i) => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0
          return 128 + 90 * Math.sin(i / 7) * Math.cos(i / (3 * width)) + grain * (state / 2 ** 32 - 0.5)
        })
      },
    }))
}

function matchedByKernel(
  luma: Uint8Array,
  lumaLater: Uint8Array,
  width: number,
  height: number,
  { shiftX, shiftY, zoom, turn, gain, offset }: PlainCamera,
): {
  steadied: Float32Array
  matches: {
    x: number
    y: number
    still: number
    left: number
    movedX: number
    movedY: number
    texture: number
  }[]
} {
  const count = (width >> 1) * (height >> 1)
  const memory = new SimdMemory(2 * MotionPicture.bytes(width, height) + 2 * padded(4 * count) + 32)
  const [earlier, later] = [
    new MotionPicture(width, height, memory),
    new MotionPicture(width, height, memory),
  ]
  const steadied = memory.floats(count)
  const differences = memory.floats(count)
  const moved = memory.doubles(2)
  earlier.fill(luma, 0)
  earlier.findGradients()
  later.fill(lumaLater, 1)
  const { run } = memory
  const { half, gradientX, gradientY } = earlier
  run.steady(
    later.half.values.byteOffset,
    half.width,
    half.height,
    shiftX,
    shiftY,
    zoom,
    turn,
    gain,
    offset,
    steadied.byteOffset,
  )
  const columns = (half.width - 2) >> 2
  const rows = (half.height - 2) >> 2
  run.blockDifferences(
    half.values.byteOffset,
    half.width,
    half.height,
    columns,
    rows,
    steadied.byteOffset,
    differences.byteOffset,
  )
  const matches = Array.from({ length: columns * rows }, (_, block) => {
    const x = 1 + 4 * (block % columns)
    const y = 1 + 4 * Math.floor(block / columns)
    const still = differences[block]!
    const left = run.matchBlock(x, y, still, gradientX.byteOffset, gradientY.byteOffset, moved.byteOffset)
    return { x, y, still, left, movedX: moved[0]!, movedY: moved[1]!, texture: run.texture(x, y) }
  })
  return { steadied, matches }
}

function plainTexture({ width, values }: PlainPlane, x: number, y: number): number {
  const around: number[] = []
  for (let row = y - 1; row <= y + 4; row++)
    for (let column = x - 1; column <= x + 4; column++) around.push(values[row * width + column]!)
  const mean = around.reduce((sum, v) => sum + v, 0) / 36
  return around.reduce((sum, v) => sum + Math.abs(v - mean), 0) / 36
}
