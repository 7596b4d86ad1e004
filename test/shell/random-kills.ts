import { setTimeout as delay } from 'node:timers/promises'
import type { Draft } from '../../shared/contract/drafts.ts'
import { askThroughPage } from '../e2e/shell-host.ts'
import { shortDrafts } from '../engine/faults/short-drafts.ts'
import { descendantsOf } from '../host/hookline.ts'
import { startApp, type StartedApp } from './app.ts'

/** Processes of the app that may end at any time without anything being lost. */
const victims = ['page', 'engine', 'worker', 'ffmpeg'] as const
type Victim = (typeof victims)[number]

export interface KillTally {
  jobs: number
  kills: Partial<Record<Victim, number>>
  /** From a kill until the page shows the list and the engine answers it, ms. */
  usableAfterMs: number[]
  /** Drafts that failed with a reason, for two kills in a row hit them, and were tried again by a press. */
  triedAgain: number
  /** Empty when nothing was lost or wrong. */
  problems: string[]
}

export interface KillOptions {
  ffmpegPath: string
  /** A folder of the caller's own, for drafts. */
  folder: string
  jobs: number
  kills: number
  random: () => number
}

const usableWithinMs = 3_000
const hangsAfterMs = 20_000

/**
 * Lets the app measure drafts while processes of it are killed at random moments (Linux, on the double), and looks
 * whether the app can be used again soon and whether every draft gets the score of an undisturbed one.
 */
export async function killAtRandom(options: KillOptions): Promise<KillTally> {
  const { jobs, kills, random } = options
  const tally: KillTally = { jobs, kills: {}, usableAfterMs: [], triedAgain: 0, problems: [] }
  const drafts = shortDrafts(options.ffmpegPath, options.folder)
  const app = await startApp()
  try {
    await untilUsable(app)
    const undisturbed = await scoreAlone(app, drafts.next())
    let added = 1
    for (let killed = 0; killed < kills || added < jobs;) {
      const batch = Math.min(jobs - added, 1 + Math.floor(random() * 5))
      if (batch > 0) {
        const paths = Array.from({ length: batch }, () => drafts.next())
        await askThroughPage(app.page, 'addDrafts', { paths, origin: 'file' })
        added += batch
      }
      await delay(random() * 1_000)
      if (killed >= kills) continue
      const victim = killOne(app, await rendererOf(app), random)
      if (!victim) continue
      killed++
      tally.kills[victim] = (tally.kills[victim] ?? 0) + 1
      const tookMs = await untilUsable(app)
      tally.usableAfterMs.push(Math.round(tookMs))
      if (tookMs > usableWithinMs)
        tally.problems.push(`usable ${Math.round(tookMs)} ms after the ${victim} was killed`)
    }
    await settle(app, tally, jobs, undisturbed)
  } finally {
    await app.stop()
  }
  return tally
}

async function draftsOf(app: StartedApp): Promise<readonly Draft[]> {
  return (await askThroughPage(app.page, 'drafts', {})).drafts
}

async function scoreAlone(app: StartedApp, path: string): Promise<string> {
  const { drafts } = await askThroughPage(app.page, 'addDrafts', { paths: [path], origin: 'file' })
  await askThroughPage(app.page, 'draftScore', { id: drafts[0]!.id })
  for (;;) {
    const [draft] = await draftsOf(app)
    if (draft?.scores && draft.state === 'scored') return JSON.stringify(draft.scores)
    await delay(100)
  }
}

/** The page shows the library and its engine answers. A page whose process was killed is driven anew. @returns ms */
async function untilUsable(app: StartedApp): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    try {
      await within(700, () => draftsOf(app))
      await within(700, () => app.page.locator('#main').waitFor())
      return performance.now() - startedAt
    } catch (thrown) {
      if (performance.now() - startedAt > hangsAfterMs) throw thrown
      if (app.page.isClosed() || /crash|closed|in time/i.test(String(thrown)))
        app.page = await app.freshPage()
    }
  }
}

async function within<Result>(limitMs: number, run: () => Promise<Result>): Promise<Result> {
  const late = delay(limitMs).then(() => Promise.reject(new Error('not in time')))
  late.catch(() => undefined) // where it was in time
  return Promise.race([run(), late])
}

function rendererOf(app: StartedApp): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId())
}

function killOne(app: StartedApp, renderer: number, random: () => number): Victim | null {
  const tree = descendantsOf(app.pid)
  const pidOf: Record<Victim, number | undefined> = {
    page: renderer,
    engine: tree.find(({ commandLine }) => commandLine.includes('engine.js'))?.pid,
    worker: tree.find(({ commandLine }) => commandLine.includes('worker.js'))?.pid,
    ffmpeg: tree.find(({ commandLine }) => /^\S*ffmpeg /.test(commandLine))?.pid,
  }
  const there = victims.filter((victim) => pidOf[victim] !== undefined)
  const victim = there[Math.floor(random() * there.length)]
  if (!victim) return null
  try {
    process.kill(pidOf[victim]!, 'SIGKILL')
    return victim
  } catch {
    return null // it ended a moment ago
  }
}

/** Waits for every draft. One that two kills hit has failed with a reason and is tried again: nothing may be lost. */
async function settle(app: StartedApp, tally: KillTally, jobs: number, undisturbed: string): Promise<void> {
  const untilMs = performance.now() + 10_000 + jobs * 4_000
  for (;;) {
    const drafts = await draftsOf(app)
    for (const { id, state, error } of drafts) {
      if (state !== 'failed') continue
      if (!['worker_crashed', 'engine_crashed', 'ffmpeg_failed'].includes(error?.code ?? ''))
        tally.problems.push(`failed: ${JSON.stringify(error)}`)
      tally.triedAgain++
      await askThroughPage(app.page, 'retryDraft', { id })
    }
    if (drafts.length !== jobs) tally.problems.push(`${drafts.length} drafts of ${jobs}`)
    if (drafts.every(({ state }) => state === 'scored')) {
      for (const { name, scores } of drafts)
        if (JSON.stringify(scores) !== undisturbed) tally.problems.push(`${name}: ${JSON.stringify(scores)}`)
      return
    }
    if (performance.now() > untilMs) {
      tally.problems.push(`not scored in time: ${drafts.map(({ state }) => state).join()}`)
      return
    }
    await delay(500)
  }
}
