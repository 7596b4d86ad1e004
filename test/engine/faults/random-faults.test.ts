import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { temporaryFolder } from '../../host/hookline.ts'
import { mulberry32 } from '../../../shared/mulberry32.ts'
import { FaultHarness } from './harness.ts'
import { shortDrafts } from './short-drafts.ts'

/** A short stretch of `run-faults.ts`, which does the same for as long as it is asked to. Linux: /proc and prlimit. */
describe.runIf(existsSync('/proc/self/stat'))('random faults', () => {
  const folder = temporaryFolder()
  let harness: FaultHarness

  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    const drafts = shortDrafts(ffmpegPath, folder.path, '320x180', 1)
    harness = new FaultHarness({ folder: folder.path, drafts, random: mulberry32(4) })
    await harness.begin()
  })
  afterAll(folder.remove)

  it('kills lose no result, store no wrong one and leave nothing behind', async () => {
    for (let round = 0; round < 6; round++) await harness.killRound(2 + (round % 2))
    console.log(`random faults: kills ${JSON.stringify(harness.tally.kills)}`)
    expect(harness.tally.problems).toEqual([])
    expect(Object.values(harness.tally.kills).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(4)
  }, 120_000)

  it('nor do writes that fail', async () => {
    const before = harness.tally.problems.length
    for (let round = 0; round < 7; round++) await harness.limitedWriteRound()
    console.log(`random faults: failed ${JSON.stringify(harness.tally.failed)}`)
    expect(harness.tally.problems.slice(before)).toEqual([])
    expect(harness.tally.failed.disk_full).toBeGreaterThan(0)
  }, 120_000)

  it('nor does a library that may only be read', async ({ skip }) => {
    const before = harness.tally.problems.length
    // Permissions don't bind root, an immutable folder does.
    const immutable = (sign: '+' | '-'): void =>
      void execFileSync('chattr', [`${sign}i`, harness.library], { stdio: 'ignore' })
    try {
      immutable('+')
    } catch {
      skip('folders can not be made immutable here')
    } finally {
      try {
        immutable('-')
      } catch {
        // As above.
      }
    }
    await harness.disturbedRound(
      'immutable folder',
      () => immutable('+'),
      () => immutable('-'),
    )
    expect(harness.tally.problems.slice(before)).toEqual([])
  }, 60_000)
})
