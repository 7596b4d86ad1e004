import { join, sep } from 'node:path'
import { ownProcess } from '../processes/own-process.ts'
import { startedAhead } from '../processes/started-ahead.ts'

/**
 * Entry of the engine process. Its arguments are the library folder and what it is for: `resident` where it stays,
 * `measuring` where a draft is waiting: then a worker starts while the engine's own code is read.
 */
const [folder = '', purpose] = process.argv.slice(2)
const own = ownProcess(import.meta.dirname)
process.on('SIGINT', () => undefined) // whoever asked for the work decides what Ctrl-C means

const ahead = purpose === 'measuring' ? startedAhead(own.launcher, 'worker') : null
const isServing = { now: false }
own.port.onClose(() => {
  if (!isServing.now) end()
})
const { serveEngine } = await import('./serve-engine.ts')
isServing.now = true
serveEngine({
  own,
  launcher: ahead ?? own.launcher,
  folder,
  // Beside the archive in the installed app: ffmpeg reads the sample there.
  resourcesFolder: join(import.meta.dirname, '..', '..', 'resources').replace(
    `${sep}app.asar${sep}`,
    `${sep}app.asar.unpacked${sep}`,
  ),
  resident: purpose === 'resident',
  onClosed: end,
})

function end(): void {
  ahead?.discard()
  process.exit(0)
}
