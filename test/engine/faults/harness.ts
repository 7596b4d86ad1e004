import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorSchema, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { DoctorReport } from '../../../shared/contract/doctor.ts'
import { exitCodeOf } from '../../../electron/host/exit-codes.ts'
import {
  descendantsOf,
  eventually,
  hookline,
  runningProcesses,
  startHookline,
  type CommandResult,
  type RunningCommand,
  type SystemProcess,
} from '../../host/hookline.ts'
import { contentHash, keptFacts } from './kept-facts.ts'
import type { ShortDrafts } from './short-drafts.ts'

/** What happened so far; `problems` is empty when nothing was lost or wrong. */
export interface Tally {
  rounds: number
  kills: Record<string, number>
  failedWrites: number
  /** Drafts that got their score in spite of it, and those that failed with a reason, by its code. */
  scored: number
  failed: Partial<Record<ErrorCode, number>>
  problems: string[]
}

export interface FaultSetting {
  /** A folder for drafts and the library, the test's own. */
  folder: string
  drafts: ShortDrafts
  random: () => number
}

/** Reasons that a kill or a failed write may give; none of them blames the draft. */
const honest: readonly ErrorCode[] = [
  'worker_crashed',
  'engine_crashed',
  'ffmpeg_failed',
  'ffmpeg_missing',
  'disk_full',
  'folder_not_writable',
  'cancelled',
]

type Draft = { error: { code: ErrorCode } } | { overall: number; file: string }

/** Runs commands that are disturbed, and looks after each whether everything is as it must be. */
export class FaultHarness {
  readonly tally: Tally = { rounds: 0, kills: {}, failedWrites: 0, scored: 0, failed: {}, problems: [] }
  readonly library: string
  private readonly setting: FaultSetting
  private undisturbed = ''
  private referenceFacts = new Map<string, string>()
  /** Content hashes of drafts whose score was given out: they may never be lost again. */
  private readonly finished = new Set<string>()
  /** A temporary folder for the commands alone: whatever is in it is theirs. */
  private readonly temporary: string

  constructor(setting: FaultSetting) {
    this.setting = setting
    this.library = join(setting.folder, 'library')
    this.temporary = join(setting.folder, 'temporary')
    mkdirSync(this.library)
    mkdirSync(this.temporary)
  }

  /** Takes the score and the facts of an undisturbed run, in a library of its own. */
  async begin(): Promise<void> {
    const library = join(this.setting.folder, 'undisturbed')
    const draft = this.setting.drafts.next()
    const result = await hookline(['score', draft, '--json', '--library', library])
    if (result.exitCode !== 0) throw new Error(`undisturbed run failed: ${result.stdout || result.stderr}`)
    this.undisturbed = withoutFile(result.stdout.trim())
    this.referenceFacts = [...keptFacts(library).values()][0]!
  }

  /** One command over new drafts, with so many processes of it killed at random moments. */
  async killRound(kills: number): Promise<void> {
    const drafts = this.newDrafts(1 + Math.floor(this.setting.random() * 3))
    const command = startHookline(this.score(drafts), this.environment)
    const isOver = (): boolean => command.child.exitCode !== null || command.child.signalCode !== null
    for (let i = 0; i < kills && !isOver(); i++) {
      // A lone short score takes about a second; what is killed first must not always be what starts first.
      await delay(this.setting.random() * 900)
      if (!isOver()) this.killOne(command)
    }
    await this.lookAfter(drafts, await command.finished, `kill round ${this.tally.rounds}`)
  }

  /** One command over new drafts whose processes can't make any file larger than a random size. */
  async limitedWriteRound(): Promise<void> {
    const drafts = this.newDrafts(1 + Math.floor(this.setting.random() * 2))
    // From nothing at all to about where the library and its log have room for everything.
    const bytes = Math.floor(2 ** (this.setting.random() * 22))
    const command = startHookline(this.score(drafts), this.environment, ['prlimit', `--fsize=${bytes}`])
    this.tally.failedWrites++
    await this.lookAfter(drafts, await command.finished, `files up to ${bytes} bytes`)
  }

  /** One command over new drafts while `disturb` holds; `restore` makes the surroundings good again. */
  async disturbedRound(name: string, disturb: () => void, restore: () => void): Promise<void> {
    const drafts = this.newDrafts(1)
    disturb()
    const result = await hookline(this.score(drafts), this.environment).finally(restore)
    this.tally.failedWrites++
    await this.lookAfter(drafts, result, name)
  }

  private get environment(): NodeJS.ProcessEnv {
    return { TMPDIR: this.temporary }
  }

  private newDrafts(count: number): string[] {
    return Array.from({ length: count }, () => this.setting.drafts.next())
  }

  private score(drafts: readonly string[]): string[] {
    return ['score', '--json', '--library', this.library, '--', ...drafts]
  }

  private killOne(command: RunningCommand): void {
    const { random } = this.setting
    const tree = [{ pid: command.child.pid!, commandLine: 'command' }, ...descendantsOf(command.child.pid!)]
    if (random() < 0.2) {
      // From either end, so that a parent or a child is the first to find itself alone.
      for (const { pid } of random() < 0.5 ? tree : tree.toReversed()) kill(pid, 'SIGKILL')
      this.count('tree')
      return
    }
    const kinds = [...new Set(tree.slice(1).map(kindOf))]
    // The engine runs all along, the others for moments: where there is a choice it is mostly theirs.
    const others = kinds.filter((kind) => kind !== 'engine')
    const from = others.length > 0 && random() < 0.85 ? others : kinds
    if (others.length === 0 && random() < 0.6) return
    const kind = from[Math.floor(random() * from.length)]
    const victim = tree.slice(1).find((candidate) => kindOf(candidate) === kind)
    if (!kind || !victim) return
    // ffmpeg ends in good order when asked to, with half a draft: that must not count as all of it.
    const gently = kind === 'ffmpeg' && random() < 0.3
    kill(victim.pid, gently ? 'SIGTERM' : 'SIGKILL')
    this.count(gently ? 'ffmpeg (SIGTERM)' : kind)
  }

  private count(kind: string): void {
    this.tally.kills[kind] = (this.tally.kills[kind] ?? 0) + 1
  }

  /** Everything that must hold after an event, and again after the next command. */
  private async lookAfter(drafts: readonly string[], result: CommandResult, event: string): Promise<void> {
    this.tally.rounds++
    const problem = (text: string): void => void this.tally.problems.push(`${event}: ${text}`)
    this.judge(drafts, result, honest, problem)
    await this.nothingIsLeft(problem)
    this.factsAreRight(problem)

    const doctor = await hookline(['doctor', '--json', '--library', this.library])
    if (doctor.exitCode !== 0 || doctor.stderr !== '')
      problem(`doctor ${doctor.exitCode}: ${doctor.stderr} ${doctor.stdout}`)
    else if (!(JSON.parse(doctor.stdout) as DoctorReport).ok) problem(`doctor: ${doctor.stdout}`)

    const next = await hookline(this.score(drafts), this.environment)
    if (next.exitCode !== 0) problem(`the next command ended with ${next.exitCode}`)
    this.judge(drafts, next, [], problem)
    this.factsAreRight(problem)
    await this.nothingIsLeft(problem)
    const left = readdirSync(this.library).filter(
      (name) => !/^(hookline\.db|ffmpeg-version\.json)$/.test(name),
    )
    if (left.length > 0) problem(`left in the library: ${left.join(', ')}`)
  }

  /** A command's answers: the undisturbed score, or a reason out of `allowed` in one sentence. */
  private judge(
    drafts: readonly string[],
    { exitCode, stdout, stderr }: CommandResult,
    allowed: readonly ErrorCode[],
    problem: (text: string) => void,
  ): void {
    if (/\n\s+at /.test(stderr)) problem(`a stack trace: ${stderr}`)
    if (exitCode === null) return // the command itself was killed
    const answers = answersOf(stdout, drafts.length)
    if (!answers) {
      problem(`exit code ${exitCode}, no document: ${stdout} ${stderr}`)
      return
    }
    let highest = 0
    answers.forEach((answer, i) => {
      if ('overall' in answer) {
        this.tally.scored++
        this.finished.add(contentHash(drafts[i]!))
        if (withoutFile(JSON.stringify(answer)) !== this.undisturbed)
          problem(`another score: ${JSON.stringify(answer)}`)
        return
      }
      const error = errorSchema.safeParse(answer.error)
      if (!error.success || !allowed.includes(error.data.code))
        problem(`an error that is not: ${JSON.stringify(answer.error)}`)
      if (!error.success) return
      const { code } = error.data
      this.tally.failed[code] = (this.tally.failed[code] ?? 0) + 1
      highest = Math.max(highest, exitCodeOf(code))
    })
    if (exitCode !== highest) problem(`exit code ${exitCode} instead of ${highest}`)
  }

  /** Facts are stored whole or not at all, and are those of an undisturbed run; none that was there is missing. */
  private factsAreRight(problem: (text: string) => void): void {
    const kept = keptFacts(this.library)
    for (const sha256 of this.finished) if (!kept.has(sha256)) problem(`lost: ${sha256}`)
    for (const [sha256, facts] of kept) {
      const same =
        facts.size === this.referenceFacts.size &&
        [...facts].every(([detector, digest]) => this.referenceFacts.get(detector) === digest)
      if (!same) problem(`other facts stored for ${sha256}`)
    }
  }

  private async nothingIsLeft(problem: (text: string) => void): Promise<void> {
    const { folder } = this.setting
    const ours = (): SystemProcess[] => runningProcesses().filter((p) => p.commandLine.includes(folder))
    await eventually(() => ours().length === 0, 10_000).catch(() => {
      problem(`processes left: ${JSON.stringify(ours())}`)
      for (const { pid } of ours()) kill(pid, 'SIGKILL')
    })
    const left = readdirSync(this.temporary)
    if (left.length > 0) problem(`temporary files left: ${left.join(', ')}`)
  }
}

/** Scores without the only part that may differ between byte-different copies. */
function withoutFile(score: string): string {
  return JSON.stringify({ ...(JSON.parse(score) as object), file: '' })
}

function answersOf(stdout: string, count: number): Draft[] | null {
  try {
    const document = JSON.parse(stdout) as Draft | { drafts: Draft[] }
    if ('drafts' in document) return document.drafts.length === count ? document.drafts : null
    // One error may stand for all drafts: what keeps every one of them from being scored.
    return 'error' in document ? Array<Draft>(count).fill(document) : [document]
  } catch {
    return null
  }
}

function kindOf({ commandLine }: { commandLine: string }): string {
  return /engine\.js/.test(commandLine)
    ? 'engine'
    : /worker\.js/.test(commandLine)
      ? 'worker'
      : /^\S*ffprobe /.test(commandLine)
        ? 'ffprobe'
        : /^\S*ffmpeg /.test(commandLine)
          ? 'ffmpeg'
          : 'other'
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended a moment ago.
  }
}
