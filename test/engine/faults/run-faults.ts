import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { mulberry32 } from '../../../shared/mulberry32.ts'
import { FaultHarness } from './harness.ts'
import { shortDrafts } from './short-drafts.ts'

/** The long run: `node test/engine/faults/run-faults.ts --kills 300 --failed-writes 100 --seed 1` (Linux, after a build). */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    'failed-writes': { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
})
const random = mulberry32(Number(values.seed))
const folder = mkdtempSync(join(tmpdir(), 'hookline-test-faults-'))
const { ffmpegPath } = await locateFfmpeg()
const harness = new FaultHarness({ folder, drafts: shortDrafts(ffmpegPath, folder), random })
const { tally } = harness
const killed = (): number => Object.values(tally.kills).reduce((sum, count) => sum + count, 0)

try {
  await harness.begin()
  let told = 0
  while (killed() < Number(values.kills)) {
    await harness.killRound(Math.min(1 + Math.floor(random() * 4), Number(values.kills) - killed()))
    told = tell(told)
  }
  while (tally.failedWrites < Number(values['failed-writes'])) {
    await harness.limitedWriteRound()
    told = tell(told)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(JSON.stringify({ seed: Number(values.seed), ...tally }, null, 2))
process.exitCode = tally.problems.length > 0 ? 1 : 0

/** Problems as they come: a long run is watched. */
function tell(told: number): number {
  for (const problem of tally.problems.slice(told)) console.error(problem.slice(0, 1500))
  if (tally.rounds % 10 === 0)
    console.error(`${tally.rounds} rounds, ${killed()} kills, ${tally.failedWrites} failed writes`)
  return tally.problems.length
}
