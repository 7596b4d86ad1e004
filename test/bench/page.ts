import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright'
import { closeBrowser, openPage, serveLibrary, type Served } from '../e2e/harness.ts'
import { median } from './runs.ts'

/** The page with a draft of ten minutes, in a real browser on the real engine. */
export interface PageFigures {
  /** From the server's answer that it is up until the library shows its list, s. */
  usableS: number
  /** From the click on a stored draft until scores and timeline are drawn, ms: the first time and later ones. */
  firstPaintMs: number
  laterPaintMs: number[]
  /** From the click until the waveform is drawn, s, and the longest task meanwhile, ms. */
  waveformS: number
  longestTaskMs: number
  /** The same in time of the processor, which other programs of the machine don't lengthen. */
  longestTaskCpuMs: number
  zoomFps: number
  scrollFps: number
  /** All scripts and styles together, kB. */
  gzippedKb: number
}

const rendererFolder = fileURLToPath(new URL('../../out/renderer/assets', import.meta.url))
const settleMs = 1_500
const repeats = 5

/** @param draft a file of ten minutes */
export async function measurePage(draft: string): Promise<PageFigures> {
  let served = await serveLibrary()
  try {
    const { drafts } = await served.ask('addDrafts', { paths: [draft], origin: 'file' })
    const { id } = drafts[0]!
    await served.ask('draftMeasurement', { id })
    await served.ask('playback', { id }) // a copy that plays is made once, when a draft is opened first
    await (await openPage(served)).close() // the browser's own start is not the page's
    await served.stop({ keepLibrary: true })
    served = await serveLibrary({ libraryFolder: served.libraryFolder })
    return await measureServed(served, id)
  } finally {
    await closeBrowser()
    await served.stop()
  }
}

async function measureServed(served: Served, id: string): Promise<PageFigures> {
  const upMs = performance.now()
  const { page } = await openPage(served, { width: 1920, height: 1080 })
  await page
    .getByText('bench')
    .or(page.locator(`[href="#/draft/${id}"]`))
    .first()
    .waitFor()
  const usableS = (performance.now() - upMs) / 1000
  await page.waitForTimeout(settleMs)

  const { result: opened, cpuMs } = await longestTaskCpu(page, () => open(page, id))
  const laterPaintMs: number[] = []
  for (let i = 0; i < repeats; i++) {
    await page.evaluate(`location.hash = '#/library'`)
    await page.waitForTimeout(settleMs)
    laterPaintMs.push((await open(page, id)).paintedMs)
  }
  await page.waitForTimeout(settleMs)
  return {
    usableS,
    firstPaintMs: opened.paintedMs,
    laterPaintMs,
    waveformS: opened.waveformMs / 1000,
    longestTaskMs: opened.longestTaskMs,
    longestTaskCpuMs: cpuMs,
    zoomFps: await framesPerSecond(page, `{ ctrlKey: true, deltaY: Math.sin(turn / 40) > 0 ? -24 : 24 }`),
    scrollFps: await framesPerSecond(page, `{ deltaX: Math.sin(turn / 90) > 0 ? 37 : -37 }`),
    gzippedKb: gzippedKb(),
  }
}

/** Opens a draft as a click does and tells when it is on the screen. */
async function open(
  page: Page,
  id: string,
): Promise<{ paintedMs: number; waveformMs: number; longestTaskMs: number }> {
  return page.evaluate(`new Promise((resolve) => {
    let longestTaskMs = 0
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
    })
    observer.observe({ type: 'longtask' })
    const startMs = performance.now()
    let paintedMs = 0
    let waveformMs = 0
    location.hash = '#/draft/${id}'
    const look = () => {
      const timeline = document.querySelector('section[aria-label="Timeline"]')
      const score = document.querySelector('[role="group"][aria-label="Scores"]')
      const now = performance.now() - startMs
      if (!paintedMs && timeline && /\\d/.test(score?.textContent ?? '')) paintedMs = now
      const drawn = [...(timeline?.querySelectorAll('div') ?? [])].some((one) => one.shadowRoot?.querySelector('canvas')?.width > 1 && one.parentElement.style.display === 'block')
      if (!waveformMs && drawn) waveformMs = now
      if (paintedMs && waveformMs) {
        // Long tasks are told of a little later.
        setTimeout(() => { observer.disconnect(); resolve({ paintedMs, waveformMs, longestTaskMs }) }, 500)
      } else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)
}

/** Runs something and tells the processor time of the longest task on the page's main thread meanwhile. */
async function longestTaskCpu<Result>(
  page: Page,
  run: () => Promise<Result>,
): Promise<{ result: Result; cpuMs: number }> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['toplevel', '__metadata'] } })
  const result = await run()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`
  const main = new Set(events.filter((event) => event.args?.name === 'CrRendererMain').map(threadOf))
  const tasks = events.filter((event) => event.name.endsWith('RunTask') && main.has(threadOf(event)))
  return { result, cpuMs: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000 }
}

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Time of the processor, µs. */
  tdur?: number
  args?: { name?: string }
}

const fpsSeconds = 5

/** Turns the wheel over the lanes at each picture of the screen and counts the pictures. */
async function framesPerSecond(page: Page, wheel: string): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const canvas = document.querySelectorAll('section[aria-label="Timeline"] canvas')
    const lanes = [...canvas].at(-1)
    const box = lanes.getBoundingClientRect()
    // From a zoom at which there is something to scroll.
    const at = { bubbles: true, cancelable: true, clientX: box.left + box.width / 3, clientY: box.top + 40 }
    for (let i = 0; i < 12; i++) lanes.dispatchEvent(new WheelEvent('wheel', { ...at, ctrlKey: true, deltaY: -120 }))
    let turn = 0
    const startMs = performance.now()
    const step = () => {
      turn++
      lanes.dispatchEvent(new WheelEvent('wheel', { ...at, ...${wheel} }))
      const passedMs = performance.now() - startMs
      if (passedMs < ${fpsSeconds * 1000}) requestAnimationFrame(step)
      else resolve((turn - 1) / (passedMs / 1000))
    }
    requestAnimationFrame(step)
  })`)
}

function gzippedKb(): number {
  const files = readdirSync(rendererFolder).filter((name) => /\.(js|css)$/.test(name))
  return (
    files.reduce((sum, name) => sum + gzipSync(readFileSync(join(rendererFolder, name))).length, 0) / 1000
  )
}

/** The middle of the later openings. */
export function usualPaintMs({ laterPaintMs }: PageFigures): number {
  return median(laterPaintMs)
}
