import { execFileSync } from 'node:child_process'
import type { Worker } from 'node:worker_threads'
import { beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { openFaceNetwork, openTextReader } from '../../electron/vision/seeing.ts'

const size = { width: 640, height: 400 }

describe('the thread that reads text and finds faces', () => {
  let screenshot: Uint8Array
  const threads: Worker[] = []

  beforeAll(async () => {
    process.on('worker', (thread) => threads.push(thread))
    const { ffmpegPath } = await locateFfmpeg()
    screenshot = execFileSync(ffmpegPath, [
      ...['-v', 'error', '-i', 'resources/readme/draft.png', '-frames:v', '1'],
      ...['-vf', `crop=${2 * size.width}:${2 * size.height}:0:0,scale=${size.width}:${size.height}`],
      ...['-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'],
    ])
  })

  async function readings(afterHandingIn: (lent: Uint8Array) => void): Promise<string[]> {
    const reader = openTextReader()
    for (const timeS of [0, 0.25, 0.5]) {
      const planes = Uint8Array.from(screenshot)
      const looked = reader.next({ timeS, ...size, planes })
      afterHandingIn(planes)
      await looked
    }
    const { tracks } = await reader.finish()
    return tracks.map(({ reading }) => reading.text)
  }

  // ffmpeg's next frame comes into the same memory while the thread still looks at the one before.
  it('sees a picture as it was when it was handed in', async () => {
    const left = await readings(() => undefined)
    expect(left.join(' ')).toContain('sample.mp4')
    expect(await readings((lent) => lent.fill(0))).toEqual(left)
  })

  // Otherwise a draft would wait for ever, or be scored as one without text.
  it('tells those who wait when it dies, and another one takes its place', async () => {
    const ask = openFaceNetwork()
    const picture = { rgb: new Uint8Array(64 * 64 * 3), width: 64, height: 64 }
    const asked = ask(picture, 0.5)
    const ended = threads.at(-1)!.terminate()
    await expect(asked).rejects.toThrow(/stopped/)
    await ended
    expect(await ask(picture, 0.5)).toEqual([])
  })
})
