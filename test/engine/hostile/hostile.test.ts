import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { scoreSchema } from '../../../shared/contract/score.ts'
import { eventually, hookline, runningProcesses, temporaryFolder } from '../../host/hookline.ts'
import { sharedMaterial } from '../../shared-material.ts'
import { makeFlippedFiles, makeHostileFiles, type HostileFile } from './hostile-files.ts'

interface Outcome {
  error?: { code: string; message: string }
  overall?: number
}

/** Files are made with named pipes and links. */
describe.runIf(existsSync('/proc/self/stat'))('hostile and odd files', () => {
  const folder = temporaryFolder()
  const files: HostileFile[] = []
  const outcomes = new Map<string, Outcome>()
  /** A temporary folder for the commands alone: whatever is in it is theirs. */
  const temporary = join(folder.path, 'temporary')

  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    files.push(...makeHostileFiles(ffmpegPath, join(folder.path, 'made')))
    const originals = files.slice(0, 4).map((file) => file.path)
    for (const original of originals)
      files.push(...makeFlippedFiles(original, join(folder.path, 'flipped'), 8))
    files.push(...realFiles())
    mkdirSync(temporary)
    await scoreAll()
  }, 600_000)
  afterAll(folder.remove)

  function realFiles(): HostileFile[] {
    const odd = sharedMaterial('media/odd')
    const drafts = sharedMaterial('media/drafts')
    if (!odd || !drafts) {
      console.log('hostile files: without ../shared, real odd files and flipped real drafts are left out')
      return []
    }
    const small = [
      'h265_video.mp4',
      'h264_10bits.mp4',
      'mov_text.mp4',
      'av1_video.mkv',
      'transparent.webm',
      'video_90.mov',
    ]
    return [
      ...readdirSync(odd).map((name): HostileFile => ({ path: join(odd, name), expected: 'either' })),
      ...small.flatMap((name) => makeFlippedFiles(join(drafts, name), join(folder.path, 'flipped'), 8)),
    ]
  }

  /** Many at once, as a folder dropped on the window: each gets its answer, whatever becomes of the others. */
  async function scoreAll(): Promise<void> {
    const library = join(folder.path, 'library')
    for (let start = 0; start < files.length; start += 25) {
      const paths = files.slice(start, start + 25).map((file) => file.path)
      const result = await hookline(['score', '--json', '--library', library, '--', ...paths], {
        TMPDIR: temporary,
      })
      expect(result.stderr).not.toMatch(/\n\s+at /)
      expect([0, 3]).toContain(result.exitCode)
      const { drafts } = JSON.parse(result.stdout) as { drafts: Outcome[] }
      expect(drafts).toHaveLength(paths.length)
      drafts.forEach((draft, i) => outcomes.set(paths[i]!, draft))
    }
  }

  it('are at least 120', () => {
    if (sharedMaterial('media/odd')) expect(files.length).toBeGreaterThanOrEqual(120)
    console.log(
      `hostile files: ${files.length}, scored ${[...outcomes.values()].filter((o) => o.overall).length}`,
    )
  })

  it('get a score, or an error that says what is wrong with the file', () => {
    const wrong = files.flatMap(({ path, expected }) => {
      const { error, overall } = outcomes.get(path)!
      const ok =
        expected === 'either' ||
        (expected === 'score' ? overall !== undefined : expected.includes(error?.code ?? ''))
      return ok
        ? []
        : [
            `${path}: ${error ? `${error.code}: ${error.message}` : `scored ${overall}`}, expected ${String(expected)}`,
          ]
    })
    expect(wrong).toEqual([])
  })

  it('never end in an internal error, a crash or a hang', () => {
    const bad = ['internal', 'worker_crashed', 'engine_crashed', 'ffmpeg_failed', 'timed_out']
    expect([...outcomes].filter(([, o]) => bad.includes(o.error?.code ?? ''))).toEqual([])
  })

  it('give documents without a number that is none', () => {
    for (const outcome of outcomes.values()) {
      if (outcome.overall !== undefined) scoreSchema.parse(outcome)
    }
  })

  it('leave no process and no temporary file', async () => {
    await eventually(() => !runningProcesses().some((p) => p.commandLine.includes(folder.path)), 5_000)
    expect(readdirSync(temporary)).toEqual([])
  })
})
