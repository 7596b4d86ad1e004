import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/calls.ts'
import { createEngine, type Engine } from '../../../electron/engine/engine.ts'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { nodeLauncher } from '../../../electron/processes/node-launcher.ts'
import { projectRoot, temporaryFolder } from '../../host/hookline.ts'
import { servePart, type PartServer } from '../../parts/part-server.ts'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'
import { writeStandInWhisper, type Script } from '../../speech/stand-in-whisper.ts'

const script: Script = {
  language: 'en',
  words: [
    { startS: 0.5, text: 'follow' },
    { startS: 1.1, text: 'for' },
    { startS: 1.6, text: 'more' },
  ],
  endS: 2.4,
}

describeWithShared('speech recognition, from the download to the words of a draft', () => {
  const place = temporaryFolder()
  const library = join(place.path, 'library')
  const draft = join(place.path, 'draft.mp4')
  const part = join(library, 'parts', 'speech-recognition', 'r1')
  let server: PartServer
  let engine: Engine
  let stages: string[] = []

  async function ask<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
    stages = []
    return (await engine.answer(name, input, {
      signal: new AbortController().signal,
      onProgress: ({ stage }) => stages.push(stage),
      onProvisional: () => undefined,
    })) as CallOutput<Name>
  }

  beforeAll(async () => {
    Object.assign(globalThis, { __HOOKLINE_VERSION__: 'test' })
    const { ffmpegPath } = await locateFfmpeg()
    execFileSync(ffmpegPath, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'gradients=s=180x320:r=25:d=8:seed=1'],
      ...['-i', sharedMaterial('media/speech/count.wav')!, '-shortest'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', draft],
    ])
    const origin = join(place.path, 'origin')
    server = await servePart(origin, writeStandInWhisper(origin, script))
    engine = createEngine({
      folder: library,
      launcher: nodeLauncher(join(projectRoot, 'out', 'main')),
      resourcesFolder: join(projectRoot, 'resources'),
      resident: false,
      parts: [server.description],
    })
  })
  afterAll(async () => {
    await engine.close()
    await server.close()
    place.remove()
  })

  const doctor = async (): Promise<string | undefined> =>
    (await ask('doctor', {})).parts.find(({ name }) => name === 'speech-recognition')?.detail

  // If this failed, Hookline would go to the network, or listen, without being asked to.
  test('is off and absent until it is asked for', async () => {
    const { words } = await ask('measure', { path: draft })
    expect(words).toEqual([])
    expect((await ask('parts', {})).parts).toMatchObject([{ state: 'absent', doneBytes: 0, error: null }])
    expect((await ask('settings', {})).speechRecognition).toBe(false)
    expect(await doctor()).toContain('not fetched')
    expect(server.requests).toEqual([])
  })

  test('tells why a download failed, and is not there', async () => {
    server.behave = { corrupt: true }
    await expect(ask('downloadPart', { id: 'speech-recognition', wait: true })).rejects.toMatchObject({
      code: 'download_damaged',
    })
    const [shown] = (await ask('parts', {})).parts
    expect(shown).toMatchObject({ error: { code: 'download_damaged' } })
    expect(existsSync(part)).toBe(false)
    expect((await ask('settings', {})).speechRecognition).toBe(false)
    server.behave = {}
  })

  test('is fetched without waiting, told of, and switched on', async () => {
    const told: string[] = []
    const stopListening = engine.onEvent((event) => event.type === 'part' && told.push(event.part.state))
    await ask('downloadPart', { id: 'speech-recognition', wait: false })
    await expect.poll(() => told.at(-1), { timeout: 20_000 }).toBe('installed')
    stopListening()
    expect(told).toContain('downloading')
    expect((await ask('settings', {})).speechRecognition).toBe(true)
    expect(await doctor()).toContain('switched on')
  })

  // If this failed, what is said would count at other times than it is said, or not at all.
  test('writes down the words of the stretch in which somebody speaks, at their times', async () => {
    const requests = server.requests.length
    const { words, audioSegments, video, captions, warnings } = await ask('measure', { path: draft })
    expect(stages).toContain('listening')
    expect(words.map(({ text }) => text)).toEqual(['follow', 'for', 'more'])
    expect(words.every(({ source, interpolated }) => source === 'speech' && !interpolated)).toBe(true)
    expect(captions?.source).toBe('speech')
    const speech = audioSegments.find(({ kind }) => kind.includes('speech'))!
    const heardFromS = Math.max(0, speech.startS - 0.3)
    for (const [i, { startS, endS }] of words.entries()) {
      expect(Math.abs(startS - heardFromS - script.words[i]!.startS)).toBeLessThanOrEqual(0.06)
      expect(startS).toBeGreaterThanOrEqual(0)
      expect(endS).toBeLessThanOrEqual(video.durationS)
    }
    expect(warnings.filter(({ code }) => code.startsWith('speech'))).toEqual([])
    expect(server.requests.length).toBe(requests)
  })

  // If this failed, the sound would be listened to with each score.
  test('listens once, and not when it is off', async () => {
    expect((await ask('measure', { path: draft })).words.length).toBe(3)
    expect(stages).not.toContain('listening')
    await ask('updateSettings', { speechRecognition: false })
    expect((await ask('measure', { path: draft })).words).toEqual([])
    await ask('updateSettings', { speechRecognition: true })
    expect((await ask('measure', { path: draft })).words.length).toBe(3)
    expect(stages).not.toContain('listening')
  })

  // If this failed, what a machine understood would replace what the person wrote.
  test('gives way to captions', async () => {
    const captions = join(place.path, 'mine.srt')
    writeFileSync(captions, '1\n00:00:00,500 --> 00:00:02,000\nOne two three\n')
    const { words } = await ask('measure', { path: draft, captions })
    expect(words.map(({ text, source }) => `${source} ${text}`)).toEqual([
      'given One',
      'given two',
      'given three',
    ])
  })

  // If this failed, a damaged model would cost the draft its score.
  test('measures without words, and says so, when the model does not work', async () => {
    const other = join(place.path, 'other.mp4')
    const { ffmpegPath } = await locateFfmpeg()
    execFileSync(ffmpegPath, ['-v', 'error', '-i', draft, '-t', '5', '-c:v', 'copy', '-c:a', 'aac', other])
    writeFileSync(join(part, 'onnx', 'decoder_model_merged_quantized.onnx'), 'no model')
    const { words, warnings } = await ask('measure', { path: other })
    expect(words).toEqual([])
    expect(warnings.map(({ code }) => code)).toContain('speech_unrecognised')
  })

  test('goes with all that belongs to it', async () => {
    await ask('removePart', { id: 'speech-recognition' })
    expect(readdirSync(join(library, 'parts'))).toEqual([])
    expect((await ask('settings', {})).speechRecognition).toBe(false)
    expect((await ask('measure', { path: draft })).words).toEqual([])
  })
})
