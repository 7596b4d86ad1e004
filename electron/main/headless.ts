import { join } from 'node:path'
import { app } from 'electron'
import { runCommandLine } from '../host/command-line.ts'
import { systemSecrets } from './secrets.ts'
import { utilityLauncher } from './utility-launcher.ts'

/** Runs one command without a window, a place in the dock, or the lock of the single instance. */
export async function runHeadless(args: readonly string[]): Promise<void> {
  app.disableHardwareAcceleration()
  // Without a screen (a server, a pipe line) Chromium would end at once.
  if (process.platform === 'linux') app.commandLine.appendSwitch('ozone-platform', 'headless')
  app.dock?.hide()
  await app.whenReady()
  const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`)
  const exitCode = await runCommandLine({
    args,
    launcher: utilityLauncher({ entriesFolder: import.meta.dirname, secrets: systemSecrets(tell) }),
    pageFolder: join(import.meta.dirname, '..', 'renderer'),
  })
  await Promise.all([process.stdout, process.stderr].map(written))
  app.exit(exitCode)
}

/** Results may be long, and a pipe slow. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}
