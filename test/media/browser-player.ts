import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser } from 'playwright'
import { numberedSize } from './numbered-frames.ts'

export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
export const hasChromium = existsSync(chromiumPath)

export interface Shown {
  /** The number that the frame carries; see numbered-frames.ts. */
  number: number
  /** The media time of the frame shown, as the browser tells it. */
  mediaTimeS: number
}

export interface BrowserPlayer {
  /** What is shown at each media time, in order; an error's text where the browser can't play the file. */
  shownAt(path: string, mediaType: string, timesS: readonly number[]): Promise<Shown[] | string>
  close(): Promise<void>
}

/** A real Chromium with a player, over a server that answers ranges. */
export async function browserPlayer(): Promise<BrowserPlayer> {
  let served = { path: '', mediaType: '' }
  const server = createServer((request, response) => {
    if (request.url !== '/media') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<video muted preload=auto></video>')
      return
    }
    const size = statSync(served.path).size
    const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '')
    const start = Number(range?.[1] ?? 0)
    const end = range?.[2] ? Number(range[2]) : size - 1
    response.writeHead(range ? 206 : 200, {
      'content-type': served.mediaType,
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      'x-content-type-options': 'nosniff',
      ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
    })
    createReadStream(served.path, { start, end })
      .on('error', () => response.destroy())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
  return {
    async shownAt(path, mediaType, timesS) {
      served = { path, mediaType }
      const page = await browser.newPage()
      try {
        await page.goto(address)
        const input = JSON.stringify({ timesS, ...numberedSize })
        return await page.evaluate<Shown[] | string>(`(${showEach})(${input})`)
      } finally {
        await page.close()
      }
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Runs in the page, which has no types here. */
const showEach = `async ({ timesS, widthPx, heightPx }) => {
  const video = document.querySelector('video')
  const failed = new Promise((resolve) => {
    video.addEventListener('error', () => resolve('error ' + video.error.code + ': ' + video.error.message))
  })
  const loaded = new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }))
  video.src = '/media'
  const failure = await Promise.race([failed, loaded])
  if (typeof failure === 'string') return failure
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = heightPx
  const picture = canvas.getContext('2d')
  const shown = []
  for (const timeS of timesS) {
    const frame = new Promise((resolve) => {
      video.requestVideoFrameCallback((_, { mediaTime }) => resolve(mediaTime))
    })
    const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    video.currentTime = timeS
    await seeked
    // A seek within the frame that is shown already presents none.
    const mediaTimeS = await Promise.race([frame, new Promise((resolve) => setTimeout(resolve, 300, NaN))])
    picture.drawImage(video, 0, 0, widthPx, heightPx)
    const line = picture.getImageData(0, heightPx >> 1, widthPx, 1).data
    const lit = (bit) => line[4 * Math.round((bit + 0.5) * (widthPx / 16))] > 128
    const bits = Array.from({ length: 16 }, (_, bit) => (lit(bit) ? 2 ** bit : 0))
    shown.push({ number: bits.reduce((sum, value) => sum + value), mediaTimeS })
  }
  return shown
}`
