import { app } from 'electron'
import { readArguments } from './arguments.ts'
import { runHeadless } from './headless.ts'
import { openShell } from './shell.ts'

/** Entry of the app. Nothing here may wait before Electron is ready: it becomes so only when this has been read. */
const request = readArguments(process.argv, process.defaultApp, process.cwd())
app.setName('Hookline')
app.enableSandbox()
const running = request.mode === 'command' ? runHeadless(request.args) : openShell(request)
running.catch((thrown: unknown) => {
  console.error(thrown)
  app.exit(1)
})
