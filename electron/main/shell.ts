import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, protocol, session } from 'electron'
import { z } from 'zod'
import { windowFolderName } from '../../shared/library-layout.ts'
import { defaultLibraryFolder } from '../host/library-folder.ts'
import { guardPages, guardSession } from './guard.ts'
import { runShell } from './running-shell.ts'

/** What a second start of the app hands to the first. */
const secondStartSchema = z.object({ files: z.array(z.string().min(1)) })

/** Opens the window; a second start on the same library shows the first one's. */
export async function openShell(request: { files: string[]; library: string | null }): Promise<void> {
  const library = request.library ?? defaultLibraryFolder()
  const windowFolder = join(library, windowFolderName)
  try {
    mkdirSync(windowFolder, { recursive: true })
  } catch (thrown) {
    await app.whenReady()
    dialog.showErrorBox('Hookline can’t write its library', `${library}\n${(thrown as Error).message}`)
    app.exit(5)
    return
  }
  app.setPath('userData', windowFolder)
  app.setAppUserModelId('app.hookline.desktop')
  if (!app.requestSingleInstanceLock({ files: request.files })) {
    app.quit()
    return
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    {
      scheme: 'media',
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ])
  guardPages()

  // Files may come before there is a window: a double click starts the app.
  const files = waitingRoom<readonly string[]>()
  if (request.files.length > 0) files.put(request.files)
  const starts = waitingRoom<null>()
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const more = secondStartSchema.safeParse(data).data?.files ?? []
    if (more.length > 0) files.put(more)
    starts.put(null)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    files.put([path])
  })

  await app.whenReady()
  guardSession(session.defaultSession, !app.isPackaged)
  await runShell({
    library,
    windowFolder,
    onFiles: (take) => files.open(take),
    onSecondStart: (take) => starts.open(take),
  })
}

/** Keeps what comes until somebody takes it. */
function waitingRoom<Thing>(): { put: (thing: Thing) => void; open: (take: (thing: Thing) => void) => void } {
  const waiting: Thing[] = []
  let taking: ((thing: Thing) => void) | null = null
  return {
    put: (thing) => (taking ? taking(thing) : void waiting.push(thing)),
    open(take) {
      taking = take
      for (const thing of waiting.splice(0)) take(thing)
    },
  }
}
