import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import type { Score } from '../../shared/contract/score.ts'
import { projectRoot, temporaryFolder } from './hookline.ts'

const run = promisify(execFile)

describe('a draft scored where the networks that read text and find faces are missing', () => {
  const folder = temporaryFolder()
  afterAll(folder.remove)

  /** The built program beside all that it needs but for models/. */
  function withoutModels(): string {
    const copy = join(folder.path, 'hookline')
    mkdirSync(copy)
    cpSync(join(projectRoot, 'out'), join(copy, 'out'), { recursive: true })
    for (const name of ['node_modules', 'resources', 'package.json']) {
      symlinkSync(join(projectRoot, name), join(copy, name))
    }
    return copy
  }

  /** The opening of the sample: short, for a quick look ends after some time on a busy machine. */
  async function opening(): Promise<string> {
    const { ffmpegPath } = await locateFfmpeg()
    const path = join(folder.path, 'opening.mp4')
    const sample = join(projectRoot, 'resources/sample/sample.mp4')
    await run(ffmpegPath, ['-v', 'error', '-i', sample, '-t', '3', '-vf', 'scale=360:640', path])
    return path
  }

  // The first score is promised at once: whether text is read and faces are found must not move it.
  it('gets the same provisional score, and says what was not looked at', async () => {
    const draft = await opening()
    const scoreIn = async (root: string, library: string): Promise<{ first: string; score: Score }> => {
      const { stdout, stderr } = await run(process.execPath, [
        ...[join(root, 'out', 'main', 'command-line.js'), 'score', draft, '--json'],
        ...['--library', join(folder.path, library)],
      ])
      return {
        first: /provisional \d+ \(.*\)/.exec(stderr)?.[0] ?? `none in ${stderr}`,
        score: JSON.parse(stdout) as Score,
      }
    }
    const whole = await scoreIn(projectRoot, 'whole')
    const without = await scoreIn(withoutModels(), 'without')
    expect(whole.first).toMatch(/^provisional \d+/)
    expect(without.first).toBe(whole.first)
    expect(whole.score.warnings).toEqual([])
    expect(without.score.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['text_model_missing', 'face_model_missing']),
    )
  }, 60_000)
})
