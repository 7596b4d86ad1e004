import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

  it('come back as they were, typed arrays and missing numbers included', () => {
    const facts = {
      shots: { timesS: Float64Array.of(0, 1 / 3), level: NaN, note: null, bytes: Uint8Array.of(255) },
    }
    store.save(key, versions('1'), facts)
    expect(store.load(key, versions('1'))).toEqual(facts)
  })

  it('of another version of one detector are not used, those of the others are', () => {
    store.save(key, versions('1'), { shots: 'old', motion: 'kept' })
    expect(store.load(key, versions('2'))).toEqual({ motion: 'kept' })
  })

  it('of an older version are dropped when newer ones are kept', () => {
    store.save(key, versions('1'), { shots: 'old' })
    store.save(key, versions('2'), { shots: 'new' })
    expect(library.database.prepare('SELECT count(*) AS n FROM measurements').get()).toEqual({ n: 1 })
  })

  it('of another ffmpeg or another content are not used', () => {
    store.save(key, versions('1'), { shots: 'mine' })
    expect(store.load({ ...key, ffmpegVersion: '7.0' }, versions('1'))).toEqual({})
    expect(store.load({ ...key, sha256: 'def' }, versions('1'))).toEqual({})
  })

  it('are kept all or none', () => {
    expect(() => store.save(key, versions('1'), { shots: 1, unknown: 2 })).toThrow()
    expect(store.load(key, versions('1'))).toEqual({})
  })
})
