import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { mulberry32 } from '../../shared/mulberry32.ts'
import { killAtRandom } from './random-kills.ts'

/** The long run: `node test/shell/run-random-kills.ts --jobs 50 --kills 25 --seed 1` (Linux, after a build). */
const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '50' },
    kills: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'hookline-kills-'))
try {
  const { ffmpegPath } = await locateFfmpeg()
  const tally = await killAtRandom({
    ffmpegPath,
    folder,
    jobs: Number(values.jobs),
    kills: Number(values.kills),
    random: mulberry32(Number(values.seed)),
  })
  console.log(JSON.stringify({ seed: Number(values.seed), ...tally }))
  process.exitCode = tally.problems.length > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit()
