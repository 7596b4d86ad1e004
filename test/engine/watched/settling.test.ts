import { beforeEach, describe, expect, it } from 'vitest'
import { isExportName } from '../../../electron/engine/watched/export-files.ts'
import { createSettling, stillMs, type Settling } from '../../../electron/engine/watched/settling.ts'

/** If these failed, half-written exports would be scored, or finished ones never. */
describe('an export that is being written', () => {
  let nowMs: number
  let settling: Settling
  const file = (sizeBytes: number, modifiedNs = String(sizeBytes)) => ({
    name: 'a.mp4',
    sizeBytes,
    modifiedNs,
  })
  beforeEach(() => {
    nowMs = 1_000
    settling = createSettling(() => nowMs)
  })

  it('is tried when its size and time have stood still long enough, and not before', () => {
    expect(settling.observe(file(1))).toBe('wait')
    nowMs += stillMs - 1
    expect(settling.observe(file(1))).toBe('wait')
    expect(settling.observe(file(2))).toBe('wait')
    nowMs += stillMs - 1
    expect(settling.observe(file(2))).toBe('wait')
    nowMs += 1
    expect(settling.observe(file(2))).toBe('try')
  })

  it('waits anew when only its time changes: a header is written last', () => {
    settling.observe(file(1, 'early'))
    nowMs += stillMs
    expect(settling.observe(file(1, 'late'))).toBe('wait')
  })

  it('is never tried while it is empty', () => {
    settling.observe(file(0))
    nowMs += 100 * stillMs
    expect(settling.observe(file(0))).toBe('wait')
  })

  it('that can not be opened yet is tried less and less often, at least once a minute, and anew when it changes', () => {
    settling.observe(file(1))
    nowMs += stillMs
    const waits = Array.from({ length: 8 }, () => {
      settling.notYet('a.mp4')
      const from = nowMs
      while (settling.observe(file(1)) === 'wait') nowMs += 100
      return nowMs - from
    })
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits[0]).toBeGreaterThan(stillMs)
    expect(waits.at(-1)).toBe(60_000)
    settling.observe(file(2))
    nowMs += stillMs
    expect(settling.observe(file(2))).toBe('try')
  })
})

describe('the name of an export', () => {
  it.each(['Film.mp4', 'Film v2.MOV', 'tmpfs tour.mkv', 'part one.webm'])('may be %s', (name) =>
    expect(isExportName(name)).toBe(true),
  )
  it.each([
    '.Film.mp4',
    '~Film.mp4',
    'Film.mp4.part',
    'Film.tmp.mp4',
    'tmp_Film.mp4',
    'Film.mp4.crdownload',
    'Film.wav',
    'Film',
  ])('is not %s', (name) => expect(isExportName(name)).toBe(false))
})
