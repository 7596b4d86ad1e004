import { setTimeout as delay } from 'node:timers/promises'
import type { Draft } from '../../shared/contract/drafts.ts'
import { askThroughPage } from '../e2e/shell-host.ts'
import { shortDrafts } from '../engine/faults/short-drafts.ts'
import { descendantsOf } from '../host/hookline.ts'
import { startApp, type StartedApp } from './app.ts'

/** Processes of the app that may end at any time without anything being lost; they are killed in turn. */
const victims = ['ffmpeg', 'worker', 'engine', 'page'] as const
type Victim = (typeof victims)[number]

export interface KillTally {
  jobs: number
  kills: Partial<Record<Victim, number>>
  /** From a kill until the page shows the list and the engine answers it, ms. */
  usableAfterMs: number[]
  /** Drafts that failed with a reason, for two kills hit them, and were tried again by a press. */
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
    await openAgainWhenAsked(app)
    const undisturbed = await scoreAlone(app, drafts.next())
    let added = 1
    for (let killed = 0; killed < kills; killed++) {
      await delay(random() * 1_000)
      // Spread over the kills, so that the last of them finds work as well.
      const share = (jobs - added) / (kills - killed)
      const batch = killed === kills - 1 ? jobs - added : Math.floor(share + random())
      if (batch > 0) {
        const paths = Array.from({ length: batch }, () => drafts.next())
        await askThroughPage(app.page, 'addDrafts', { paths, origin: 'file' })
        added += batch
      }
      await delay(random() * 400)
      const victim = await killNext(app, victims[killed % victims.length]!, random)
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

/** How long the process whose turn it is may fail to appear: there may be nothing to measure at the moment. */
const appearsWithinMs = 3_000

/** Kills one process of the wanted kind at a random moment of its life; another kind when none of it appears. */
async function killNext(app: StartedApp, wanted: Victim, random: () => number): Promise<Victim> {
  const renderer = await rendererOf(app)
  const until = performance.now() + appearsWithinMs
  for (;;) {
    const there = membersOf(app, renderer, wanted)
    if (there.length > 0) {
      await delay(random() * 150)
      if (killOneOf(membersOf(app, renderer, wanted), random)) return wanted
    }
    if (performance.now() > until) break
    await delay(10)
  }
  for (;;) {
    const other = victims[Math.floor(random() * victims.length)]!
    if (killOneOf(membersOf(app, renderer, other), random)) return other
    await delay(10)
  }
}

function membersOf(app: StartedApp, renderer: number, kind: Victim): number[] {
  if (kind === 'page') return [renderer]
  const isOne = { engine: /engine\.js/, worker: /worker\.js/, ffmpeg: /^\S*ffmpeg / }[kind]
  return descendantsOf(app.pid)
    .filter(({ commandLine }) => isOne.test(commandLine))
    .map(({ pid }) => pid)
}

function killOneOf(pids: readonly number[], random: () => number): boolean {
  const pid = pids[Math.floor(random() * pids.length)]
  if (pid === undefined) return false
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false // it ended a moment ago
  }
}

/** A page that stops again and again is opened anew when the person says so. */
async function openAgainWhenAsked(app: StartedApp): Promise<void> {
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
  })
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
