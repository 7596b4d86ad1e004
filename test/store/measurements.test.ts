import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFacts, sealFacts } from '../../electron/processes/sealed-facts.ts'
import { openLibrary, type Library } from '../../electron/store/library.ts'
import { measurementStore, type MeasurementStore } from '../../electron/store/measurements.ts'
import { temporaryFolder } from '../host/hookline.ts'

describe('stored facts', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let library: Library
  let store: MeasurementStore
  const key = { sha256: 'abc', ffmpegVersion: '6.0' }
  const versions = (shots: string): Map<string, string> =>
    new Map([
      ['shots', shots],
      ['motion', '1'],
    ])

  beforeEach(() => {
    folder = temporaryFolder()
    library = openLibrary(folder.path)
    store = measurementStore(library)
  })
  afterEach(() => {
    library.close()
    folder.remove()
  })

  const bytes = (text: string): Uint8Array => Buffer.from(text)
  const loaded = (from = key, of = versions('1'), detectors = ['shots', 'motion']): Record<string, string> =>
    Object.fromEntries(
      Object.entries(store.load(from, of, detectors)).map(([id, facts]) => [
        id,
        Buffer.from(facts).toString(),
      ]),
    )

  it('come back as they were, typed arrays and missing numbers included', () => {
    const facts = {
      shots: { timesS: Float64Array.of(0, 1 / 3), level: NaN, note: null, bytes: Uint8Array.of(255) },
    }
    store.save(key, versions('1'), sealFacts(facts))
    expect(openFacts(store.load(key, versions('1'), ['shots']))).toEqual(facts)
  })

  it('of another version of one detector are not used, those of the others are', () => {
    store.save(key, versions('1'), { shots: bytes('old'), motion: bytes('kept') })
    expect(loaded(key, versions('2'))).toEqual({ motion: 'kept' })
    expect(store.has(key, versions('2'))).toEqual(new Set(['motion']))
  })

  it('of an older version are dropped when newer ones are kept', () => {
    store.save(key, versions('1'), { shots: bytes('old') })
    store.save(key, versions('2'), { shots: bytes('new') })
    expect(library.database.prepare('SELECT count(*) AS n FROM measurements').get()).toEqual({ n: 1 })
    expect(loaded(key, versions('2'))).toEqual({ shots: 'new' })
  })

  it('are read of the detectors asked for alone', () => {
    store.save(key, versions('1'), { shots: bytes('a'), motion: bytes('b') })
    expect(loaded(key, versions('1'), ['motion'])).toEqual({ motion: 'b' })
    expect(store.has(key, versions('1'))).toEqual(new Set(['shots', 'motion']))
  })

  it('of another ffmpeg or another content are not used', () => {
    store.save(key, versions('1'), { shots: bytes('mine') })
    for (const other of [
      { ...key, ffmpegVersion: '7.0' },
      { ...key, sha256: 'def' },
    ]) {
      expect(loaded(other)).toEqual({})
      expect(store.has(other, versions('1')).size).toBe(0)
    }
  })

  it('are kept all or none', () => {
    expect(() => store.save(key, versions('1'), { shots: bytes('1'), unknown: bytes('2') })).toThrow()
    expect(loaded()).toEqual({})
  })
})
