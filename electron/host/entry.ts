import { join } from 'node:path'
import { nodeLauncher } from '../processes/node-launcher.ts'
import { runCommandLine } from './command-line.ts'

/** Entry of the command line under plain Node. */
process.exitCode = await runCommandLine({
  args: process.argv.slice(2),
  launcher: nodeLauncher(import.meta.dirname),
  pageFolder: join(import.meta.dirname, '..', 'renderer'),
})
