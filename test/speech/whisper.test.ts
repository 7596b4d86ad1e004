import { join } from 'node:path'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWhisper } from '../../electron/sound/speech/whisper.ts'
import { temporaryFolder } from '../host/hookline.ts'
import { writeStandInWhisper, type Script } from './stand-in-whisper.ts'

const script: Script = {
  language: 'de',
  words: [
    { startS: 0.4, text: 'eins' },
    { startS: 0.9, text: 'zwei' },
    { startS: 1.5, text: 'drei' },
  ],
  endS: 2.1,
}
const place = temporaryFolder()
const sound = Float32Array.from({ length: 3 * 16_000 }, (_, i) => 0.5 * Math.sin(i / 5))

describe('Whisper through transformers, with a stand-in whose words and times are known', () => {
  beforeAll(() => {
    writeStandInWhisper(join(place.path, 'attends'), script)
    writeStandInWhisper(join(place.path, 'blind'), script, { attends: false })
  })
  afterAll(place.remove)

  // If this failed, words would stand at other times than they are said, or in a language that nobody speaks.
  test('tells the language, the words and when each is said', async () => {
    const whisper = await loadWhisper(join(place.path, 'attends'))
    expect(whisper.timesWords).toBe(true)
    expect(await whisper.language(sound)).toBe('de')
    const words = await whisper.words(sound, 'de')
    expect(words.map(({ text }) => text)).toEqual(['eins', 'zwei', 'drei'])
    for (const [i, { startS, endS }] of words.entries()) {
      expect(Math.abs(startS - script.words[i]!.startS)).toBeLessThanOrEqual(0.06)
      expect(endS).toBeGreaterThan(startS)
    }
    await whisper.close()
  })

  // If this failed, words would be told after the end of a short sound: Whisper hears it with silence behind.
  test('leaves out what lies behind the sound', async () => {
    const whisper = await loadWhisper(join(place.path, 'attends'))
    const words = await whisper.words(sound.subarray(0, 16_000), 'de')
    expect(words.map(({ text }) => text)).toEqual(['eins', 'zwei'])
    expect(words.every(({ endS }) => endS <= 1)).toBe(true)
    await whisper.close()
  })

  test('shares out a sentence’s time by letters where the model tells no word’s', async () => {
    const whisper = await loadWhisper(join(place.path, 'blind'))
    expect(whisper.timesWords).toBe(false)
    const words = await whisper.words(sound, 'de')
    expect(words.map(({ text }) => text)).toEqual(['eins', 'zwei', 'drei'])
    expect(words[0]!.startS).toBe(0)
    expect(words[1]!.startS).toBeCloseTo(0.7, 6)
    expect(words[2]!.endS).toBeCloseTo(2.1, 6)
    await whisper.close()
  })

  // If this failed, a missing file would be fetched behind the person's back, or something written beside the part.
  test('asks nothing of the network and writes nothing, also when a file is missing', async () => {
    const before = readdirSync(place.path, { recursive: true }).toSorted()
    await expect(loadWhisper(join(place.path, 'nowhere'))).rejects.toThrow(/local|not found|locate/i)
    expect(readdirSync(place.path, { recursive: true }).toSorted()).toEqual(before)
    expect(readFileSync(join(place.path, 'attends', 'config.json'), 'utf8')).toContain('whisper')
  })
})
