import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { describeInBrowser } from '../in-browser.ts'
import { mulberry32 } from '../../shared/mulberry32.ts'
import { realElectron } from './app.ts'
import { killAtRandom } from './random-kills.ts'

/** A short stretch of `run-random-kills.ts`. Linux, where the processes below one can be seen. */
describeInBrowser('the app whose processes are killed', () => {
  it.runIf(existsSync('/proc/self/stat') && realElectron === null)(
    'can be used again at once, and loses no draft and no score',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'hookline-kills-'))
      try {
        const { ffmpegPath } = await locateFfmpeg()
        const tally = await killAtRandom({ ffmpegPath, folder, jobs: 8, kills: 5, random: mulberry32(7) })
        console.log(`random kills in the app: ${JSON.stringify(tally)}`)
        // How soon it can be used is a matter of what else the machine does: the long run measures it.
        expect(tally.problems.filter((problem) => !problem.startsWith('usable'))).toEqual([])
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    120_000,
  )
})
