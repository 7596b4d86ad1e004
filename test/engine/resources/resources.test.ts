import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg, type FfmpegPrograms } from '../../../electron/media/locate.ts'
import { unpackCurves } from '../../../shared/contract/curves.ts'
import { waveformRateHz, type Resource } from '../../../shared/contract/resources.ts'
import type { CallEvent } from '../../../shared/contract/calls.ts'
import type { Progress } from '../../../shared/contract/progress.ts'
import type { HooklineError } from '../../../shared/contract/errors.ts'
import { descendantsOf, eventually, temporaryFolder } from '../../host/hookline.ts'
import { numberOn, numbersOf, writeNumbered } from '../../media/numbered-frames.ts'
import { startEngine, type RunningEngine } from '../drafts/running-engine.ts'

const folder = temporaryFolder()
const file = (name: string): string => join(folder.path, name)
const longGop = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '9999', '-bf', '2']
let engine: RunningEngine
let programs: FfmpegPrograms

beforeAll(async () => {
  programs = await locateFfmpeg()
  engine = startEngine(file('library'))
})
afterAll(async () => {
  await engine.close()
  folder.remove()
})

async function add(path: string, by = engine): Promise<string> {
  const { drafts, refused } = await by.call('addDrafts', { paths: [path], origin: 'file' })
  expect(refused).toEqual([])
  return drafts[0]!.id
}

async function opened(resource: Resource, by = engine): Promise<Buffer> {
  return readFileSync((await by.call('openResource', resource)).path)
}

function proxiesIn(library: string): string[] {
  const cache = join(library, 'cache')
  const names = existsSync(cache) ? (readdirSync(cache, { recursive: true }) as string[]) : []
  return names.filter((name) => name.includes('proxy'))
}

describe('the files of a draft', () => {
  let draftId: string
  const path = file('draft.mp4')

  beforeAll(async () => {
    // Drop-frame timecode, a black second at the beginning, a beep from 2 s on.
    execFileSync(programs.ffmpegPath, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=30000/1001:d=6'],
      ...['-f', 'lavfi', '-i', "aevalsrc='0.5*gte(t,2)*sin(2*PI*1000*t)':s=48000:d=6"],
      ...[
        '-vf',
        "drawbox=c=black:t=fill:enable='lt(t,1.5)'",
        '-c:v',
        'libx264',
        '-g',
        '30',
        '-preset',
        'ultrafast',
      ],
      ...['-c:a', 'aac', '-timecode', '01:00:59;28', path],
    ])
    draftId = await add(path)
  })

  it('the source is the file itself', async () => {
    expect(await engine.call('openResource', { draftId, kind: 'source' })).toEqual({
      path,
      mediaType: 'video/mp4',
      downloadName: null,
    })
  })

  it('frame times are those that ffprobe tells', async () => {
    await engine.call('draftMeasurement', { id: draftId })
    const bytes = await opened({ draftId, kind: 'frame-times' })
    const expected = execFileSync(
      programs.ffprobePath,
      ['-v', 'error', '-select_streams', 'v', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', path],
      { encoding: 'utf8' },
    )
      .split('\n')
      .filter(Boolean)
      .map(parseFloat)
    expect(bytes.length).toBe(8 * expected.length)
    expected.forEach((timeS, i) => expect(Math.abs(bytes.readDoubleLE(8 * i) - timeS)).toBeLessThan(1e-4))
  })

  it('the waveform is silent up to the beep', async () => {
    const bytes = await opened({ draftId, kind: 'waveform' })
    const first = Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt8(2 * i + 1)).findIndex(
      (v) => v > 20,
    )
    expect(Math.abs(first / waveformRateHz - 2)).toBeLessThan(0.02)
  })

  it('the outline and the curves are the measurement in two parts, or the timeline would show other facts', async () => {
    const measured = await engine.call('draftMeasurement', { id: draftId })
    const outline = await engine.call('draftOutline', { id: draftId })
    const { series, loudness } = measured
    const leftOut = new Set(['series', 'onsets', 'energy', 'loudness', 'timing'])
    for (const [name, value] of Object.entries(measured))
      if (!leftOut.has(name)) expect([name, outline[name as keyof typeof outline]]).toEqual([name, value])
    expect(Object.keys(outline)).not.toContain('series')
    expect(outline.loudness?.integratedLufs).toBe(loudness!.integratedLufs)
    const bytes = await opened({ draftId, kind: 'curves' })
    const curves = unpackCurves(new Uint8Array(bytes).buffer)
    for (const id of ['motion', 'brightness', 'sharpness'] as const)
      expect([...curves[id].values], id).toEqual(series[id].map((value) => Math.fround(value ?? NaN)))
    expect([...curves.momentaryLufs.values]).toEqual(
      loudness!.momentaryLufs.map((value) => Math.fround(value ?? NaN)),
    )
  })

  it('the poster is a picture that is not black', async () => {
    const jpeg = await opened({ draftId, kind: 'poster' })
    const grey = execFileSync(
      programs.ffmpegPath,
      ['-v', 'error', '-i', 'pipe:0', '-vf', 'scale=1:1:flags=area,format=gray', '-f', 'rawvideo', 'pipe:1'],
      { input: jpeg },
    )
    expect(grey[0]).toBeGreaterThan(50)
    expect(jpeg.length).toBeGreaterThan(1_000)
  })

  it('thumbnails come one a second', async () => {
    const packed = await opened({ draftId, kind: 'thumbnails' })
    const times: number[] = []
    for (let at = 0; at < packed.length; at += 12 + packed.readUInt32LE(at + 8))
      times.push(packed.readDoubleLE(at))
    expect(times.map(Math.round)).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('markers honour drop-frame timecode: the label after 01:00:59;29 is 01:01:00;02', async () => {
    const edl = (await opened({ draftId, kind: 'markers', format: 'edl' })).toString()
    expect(edl).toContain('FCM: DROP FRAME')
    const json = JSON.parse((await opened({ draftId, kind: 'markers', format: 'json' })).toString()) as {
      timebase: { startTimecode: string; dropFrame: boolean }
      markers: { startFrame: number; timecode: string }[]
    }
    expect(json.timebase).toMatchObject({ startTimecode: '01:00:59;28', dropFrame: true })
    // Two frames lie before the minute, whose first two labels are dropped (SMPTE ST 12-1): from there on a frame's number
    // is the number in its label.
    const later = json.markers.filter(({ startFrame }) => startFrame >= 2)
    expect(later.length).toBeGreaterThan(0)
    for (const { startFrame, timecode } of later) {
      const [seconds, frames] = [Math.floor(startFrame / 30), startFrame % 30].map((n) =>
        String(n).padStart(2, '0'),
      )
      expect(timecode).toBe(`01:01:${seconds};${frames}`)
    }
    expect(json.markers.find(({ startFrame }) => startFrame === 0)?.timecode).toBe('01:00:59;28')
  })

  it('score, measurement and table say what the calls say', async () => {
    const score = await engine.call('draftScore', { id: draftId, platform: 'reels' })
    expect(JSON.parse((await opened({ draftId, kind: 'score', platform: 'reels' })).toString())).toEqual(
      score,
    )
    const measurement = await engine.call('draftMeasurement', { id: draftId })
    expect(JSON.parse((await opened({ draftId, kind: 'measurement' })).toString())).toMatchObject({
      shots: measurement.shots,
      file: measurement.file,
    })
    const table = (await opened({ draftId, kind: 'table', platform: 'reels' })).toString()
    for (const { id } of score.hook.checks) expect(table).toContain(id)
  })

  it('a report has the draft, its scores and its pictures', async () => {
    const score = await engine.call('draftScore', { id: draftId })
    const html = (await opened({ draftId, kind: 'report', format: 'html' })).toString()
    expect(html).toContain(`>${score.overall}</b>`)
    expect(html.match(/<img /g)!.length).toBeGreaterThan(3)
    expect(html).not.toMatch(/<script|https?:\/\/[^<"]*\.(js|css)/)
    const pdf = await opened({ draftId, kind: 'report', format: 'pdf' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toContain('/FontFile')
  })

  it('a file that has changed is not given out for what was measured; what is kept stays', async () => {
    const changing = file('changing.mp4')
    copyFileSync(path, changing)
    const id = await add(changing)
    await engine.call('draftMeasurement', { id })
    await opened({ draftId: id, kind: 'poster' })
    writeFileSync(changing, 'something else')
    await expect(engine.call('openResource', { draftId: id, kind: 'source' })).rejects.toMatchObject({
      code: 'file_changed',
    })
    rmSync(changing)
    await expect(engine.call('playback', { id })).rejects.toMatchObject({ code: 'file_missing' })
    expect((await opened({ draftId: id, kind: 'poster' })).length).toBeGreaterThan(0)
    // The report takes the thumbnails that are kept.
    const html = (await opened({ draftId: id, kind: 'report', format: 'html' })).toString()
    expect(html.match(/<img /g)!.length).toBeGreaterThan(3)
  })
})

describe('frames and copies', () => {
  it('a frame is the one asked for; one that there is not is refused', async () => {
    const path = file('numbered.mp4')
    await writeNumbered(path, 4, longGop)
    const draftId = await add(path)
    for (const frame of [0, 77, 119]) {
      expect(await numberOn(await opened({ draftId, kind: 'frame', frame }))).toBe(frame)
    }
    await expect(engine.call('openResource', { draftId, kind: 'frame', frame: 120 })).rejects.toMatchObject({
      code: 'usage',
    })
  })

  it('two engines that want the same copy make it once, with progress', async () => {
    const path = file('wanted-twice.mp4')
    await writeNumbered(path, 40, longGop)
    const id = await add(path)
    await engine.call('draftMeasurement', { id })
    const other = startEngine(file('library'), { resident: false })
    try {
      const stages: Progress['stage'][] = []
      const rendered = (): number =>
        [engine, other].flatMap(({ processes }) =>
          processes.flatMap(({ pid }) =>
            descendantsOf(pid!).filter(({ commandLine }) => commandLine.includes('libx264')),
          ),
        ).length
      let most = 0
      const look = setInterval(() => (most = Math.max(most, rendered())), 30)
      // Any of them may be the one that makes it.
      const onEvent = (event: CallEvent): void => {
        if (event.type === 'progress') stages.push(event.progress.stage)
      }
      const [first, second, third] = await Promise.all(
        [engine, engine, other].map((each) => each.call('playback', { id }, { onEvent })),
      )
      clearInterval(look)
      expect([second, third]).toEqual([first, first])
      expect(first).toMatchObject({ source: 'proxy', frames: 1200, firstFrameOffsetS: 0 })
      expect(most).toBe(1)
      expect(stages).toContain('rendering')
      const proxy = await engine.call('openResource', { draftId: id, kind: 'proxy' })
      expect(await numbersOf(proxy.path)).toEqual(Array.from({ length: 1200 }, (_, n) => n))
    } finally {
      await other.close()
    }
  })

  it('ffmpeg or its worker killed in mid-copy leaves no half file, and the next try makes it', async () => {
    const path = file('killed.mp4')
    await writeNumbered(path, 60, longGop)
    const library = file('killed-library')
    const own = startEngine(library)
    try {
      const id = await add(path, own)
      await own.call('draftMeasurement', { id })
      const enginePid = own.processes[0]!.pid!
      const ffmpegOf = (pid: number, not?: number) =>
        descendantsOf(pid).find((child) => child.commandLine.includes('libx264') && child.pid !== not)

      // Killed once it is tried once more; twice, the person is told.
      const killed = own.call('playback', { id }).catch((thrown: unknown) => thrown as HooklineError)
      const first = (await eventually(() => ffmpegOf(enginePid))).pid
      process.kill(first, 'SIGKILL')
      process.kill((await eventually(() => ffmpegOf(enginePid, first))).pid, 'SIGKILL')
      expect(await killed).toMatchObject({ code: 'ffmpeg_failed' })
      expect(proxiesIn(library)).toEqual([])

      // A killed worker is replaced and the work done once more.
      const playback = own.call('playback', { id })
      process.kill((await eventually(() => ffmpegOf(enginePid))).parent, 'SIGKILL')
      expect(await playback).toMatchObject({ source: 'proxy' })
      expect(proxiesIn(library)).toHaveLength(1)
    } finally {
      await own.close()
    }
  })

  it('a cancelled copy leaves nothing half', async () => {
    const path = file('cancelled.mp4')
    await writeNumbered(path, 61, longGop)
    const id = await add(path)
    const { file: measured } = await engine.call('draftMeasurement', { id })
    const cancelling = new AbortController()
    const playback = engine.call(
      'playback',
      { id },
      {
        signal: cancelling.signal,
        onEvent: (event) => {
          if (event.type === 'progress' && event.progress.fraction > 0) cancelling.abort()
        },
      },
    )
    await expect(playback).rejects.toMatchObject({ code: 'cancelled' })
    const left = (): string[] => proxiesIn(file('library')).filter((name) => name.includes(measured.sha256))
    await eventually(() => left().every((name) => name.endsWith('.mp4')))
    // Cancelled in the moment in which it was made, it may stay: whole.
    for (const name of left()) {
      expect(await numbersOf(join(file('library'), 'cache', name))).toHaveLength(61 * 30)
    }
  })

  it('a cache that can not be written is told in a sentence', async () => {
    const library = file('blocked-library')
    const own = startEngine(library)
    try {
      const path = file('blocked.mp4')
      await writeNumbered(path, 3, longGop)
      const id = await add(path, own)
      await own.call('draftMeasurement', { id })
      rmSync(join(library, 'cache'), { recursive: true, force: true })
      // A file where the folder should be stops even an administrator.
      writeFileSync(join(library, 'cache'), '')
      const failure = await own.call('playback', { id }).catch((thrown: unknown) => thrown as HooklineError)
      expect(failure).toMatchObject({ code: 'folder_not_writable' })
      chmodSync(join(library, 'cache'), 0o600)
    } finally {
      await own.close()
    }
  })
})
