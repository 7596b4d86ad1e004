import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MusicFit } from '../../../shared/contract/music.ts'
import { libraryFileName } from '../../../electron/store/library.ts'
import { findFfmpeg } from '../../../electron/media/locate.ts'
import { projectRoot, temporaryFolder } from '../../host/hookline.ts'
import { soundOf } from '../../sound/ffmpeg-peer.ts'
import { seconds } from '../../sound/signals.ts'
import { startEngine, type RunningEngine } from '../drafts/running-engine.ts'

const sample = join(projectRoot, 'resources', 'sample', 'sample.mp4')

describe('music for a draft', () => {
  const folder = temporaryFolder()
  const music = join(folder.path, 'music')
  const library = join(folder.path, 'library')
  const { ffmpegPath } = findFfmpeg(null)
  const ffmpeg = (...args: string[]): void => void execFileSync(ffmpegPath, ['-v', 'error', ...args])
  let engine: RunningEngine
  let sampleId: string
  let fit: MusicFit

  beforeAll(async () => {
    mkdirSync(join(music, 'more'), { recursive: true })
    // The sample's own music from 2 s on, softer, by another coder; noise; a film; what is no media.
    ffmpeg('-ss', '2', '-i', sample, '-vn', '-af', 'volume=-9dB', '-b:a', '96k', join(music, 'own.mp3'))
    ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=d=12:a=0.1:seed=4', join(music, 'more', 'noise.wav'))
    ffmpeg('-i', sample, '-t', '1', '-c:a', 'libvorbis', '-c:v', 'libtheora', join(music, 'film.ogg'))
    writeFileSync(join(music, 'rubbish.mp3'), 'rubbish')
    writeFileSync(join(music, 'notes.txt'), 'no track')
    writeFileSync(
      join(music, 'own.mp3.hookline.json'),
      JSON.stringify({ rights: { status: 'owned', contentId: 'not-claimed' } }),
    )
    engine = startEngine(library)
    const { drafts } = await engine.call('addDrafts', { paths: [sample], origin: 'file' })
    sampleId = drafts[0]!.id
    fit = await engine.call('draftMusic', { id: sampleId, folder: music })
  })
  afterAll(async () => {
    await engine.close()
    folder.remove()
  })

  const track = (name: string): MusicFit['tracks'][0] => fit.tracks.find((one) => one.name === name)!

  it('ranks what can be heard, with a reason for each place, and names what can not', () => {
    expect(fit.tracks.map(({ name }) => name)).toEqual(['own.mp3', 'noise.wav'])
    for (const { parts } of fit.tracks) {
      expect(parts.map(({ id }) => id)).toEqual(['in-point', 'energy', 'tempo', 'mood'])
      expect(parts.every(({ reason }) => reason.length > 10)).toBe(true)
    }
    expect(fit.refused.map(({ path, error }) => [path.slice(music.length + 1), error.code])).toEqual([
      ['film.ogg', 'not_media'],
      ['rubbish.mp3', 'not_media'],
    ])
  })

  it('recognises the recording that the draft has already, and where', () => {
    const [use] = track('own.mp3').uses
    expect(use).toMatchObject({ draftId: sampleId, isThis: true, name: 'sample.mp4' })
    expect(Math.abs(use!.startS - use!.trackS - 2)).toBeLessThan(0.15)
    expect(track('own.mp3').warnings.map(({ code }) => code)).toContain('used-before')
    expect(track('noise.wav').uses).toEqual([])
  })

  it('recognises it for a file that is no draft, in the draft that is one', async () => {
    const other = join(folder.path, 'other.mp4')
    ffmpeg('-f', 'lavfi', '-i', 'testsrc2=d=4:s=180x320:r=25', '-f', 'lavfi', '-i', 'sine=d=4', other)
    const found = await engine.call('music', { path: other, folder: music })
    const own = found.tracks.find(({ name }) => name === 'own.mp3')!
    expect(own.uses).toMatchObject([{ draftId: sampleId, isThis: false, name: 'sample.mp4' }])
  })

  it('tells rights from the sidecar, and that nothing is known where there is none', () => {
    expect(track('own.mp3').rights).toMatchObject({ status: 'owned', source: 'sidecar' })
    expect(track('noise.wav').rights).toMatchObject({ status: 'unknown', source: null })
    // The rule of Shorts over 60 s is no warning to a short draft for another platform, but it is said.
    expect(fit.warnings.map(({ code }) => code)).toContain('content-id-note')
  })

  it('measures a track once, whatever it is called and for whichever draft', async () => {
    const kept = (): unknown[] => {
      using database = closing(new Database(join(library, libraryFileName), { readonly: true }))
      return database.it.prepare('SELECT sha256, measured_at FROM tracks ORDER BY sha256').all()
    }
    const before = kept()
    expect(before).toHaveLength(2)
    ffmpeg('-i', join(music, 'own.mp3'), '-c', 'copy', '-map_metadata', '-1', join(folder.path, 'copied.mp3'))
    const again = await engine.call('draftMusic', { id: sampleId, folder: music })
    expect(again).toEqual(fit)
    expect(kept()).toEqual(before)
  })

  it('lets a track be heard from its in-point on, and nothing that is no ranked track', async () => {
    const { sha256 } = track('own.mp3')
    const resource = { kind: 'track' as const, draftId: sampleId, sha256, startS: 1.5 }
    const { path, mediaType } = await engine.call('openResource', resource)
    expect(mediaType).toBe('audio/mp4')
    const heard = await soundOf(path, 2)
    const whole = await soundOf(join(music, 'own.mp3'), 2)
    expect(Math.abs(seconds(heard) - Math.min(30, seconds(whole) - 1.5))).toBeLessThan(0.1)
    const draft = await engine.call('draftMeasurement', { id: sampleId })
    const notRanked = engine.call('openResource', { ...resource, sha256: draft.file.sha256 })
    await expect(notRanked).rejects.toMatchObject({ code: 'file_missing' })
  })

  it('lets a cut be heard moved by some frames, once rendered and then kept', async () => {
    const { transitions } = await engine.call('draftMeasurement', { id: sampleId })
    const frame = transitions.find(({ kind }) => kind === 'cut')!.frame
    const resource = { kind: 'cut' as const, draftId: sampleId, frame, by: 2 }
    const first = await engine.call('openResource', resource)
    expect(first.mediaType).toBe('video/mp4')
    expect(statSync(first.path).size).toBeGreaterThan(10_000)
    expect(await engine.call('openResource', resource)).toEqual(first)
    const noCut = engine.call('openResource', { ...resource, frame: frame + 1 })
    await expect(noCut).rejects.toMatchObject({ code: 'usage' })
  })

  it('can be cancelled, and says so', async () => {
    const fresh = join(folder.path, 'fresh')
    mkdirSync(fresh)
    ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=d=600:a=0.1', '-c:a', 'flac', join(fresh, 'long.flac'))
    const cancelling = new AbortController()
    const call = engine.call(
      'draftMusic',
      { id: sampleId, folder: fresh },
      {
        signal: cancelling.signal,
        onEvent: (event) => {
          if (event.type === 'progress' && event.progress.fraction > 0) cancelling.abort()
        },
      },
    )
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('says what is wrong with a folder', async () => {
    const ask = (wrong: string): Promise<unknown> =>
      engine.call('draftMusic', { id: sampleId, folder: wrong })
    await expect(ask(join(music, 'none'))).rejects.toMatchObject({ code: 'file_missing' })
    await expect(ask(join(music, 'notes.txt'))).rejects.toMatchObject({ code: 'usage' })
    await expect(ask('music')).rejects.toMatchObject({ code: 'usage' })
  })
})

function closing(database: Database.Database): Disposable & { it: Database.Database } {
  return { it: database, [Symbol.dispose]: () => void database.close() }
}
