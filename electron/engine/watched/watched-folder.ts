import type { FSWatcher } from 'chokidar'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { beforeSilence } from '../../media/silence.ts'
import type { SeenFile, WatchedFileStore } from '../../store/watched-files.ts'
import { isExportName } from './export-files.ts'
import { createSettling } from './settling.ts'

interface FolderParts {
  store: WatchedFileStore
  /** Whether a file is a film that can be opened. */
  isFinished: (path: string) => Promise<boolean>
  onExport: (path: string) => Promise<void>
  tell: (sentence: string) => void
  /** What went wrong beyond what a folder that is gone explains. */
  onTrouble: (thrown: unknown) => void
}

export interface WatchedFolder {
  /** What was in it at first has been looked at: what comes now is news. */
  begun: Promise<void>
  stop(): Promise<void>
}

/** While something is being written or the folder is gone; and without a sign, for drives that give none. */
const lookAgainMs = 500
const lookAnywayMs = 5_000

/**
 * Watches the files that lie directly in a folder: each that is new or changed and finished is handed on once. What was
 * there when the folder was first watched is no news; what came while nobody watched is.
 */
export function watchFolder(folder: string, parts: FolderParts): WatchedFolder {
  const { store, tell } = parts
  const settling = createSettling()
  let watcher: FSWatcher | null = null
  let isGone = false
  let isStopped = false
  let looking: Promise<void> | null = null
  let hasNews = false
  let timer: NodeJS.Timeout | undefined

  function lookIn(ms: number): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void lookNow(), ms)
  }

  function lookNow(): Promise<void> {
    hasNews = looking !== null
    looking ??= look()
      .catch(parts.onTrouble)
      .finally(() => {
        looking = null
        lookIn(hasNews ? 0 : isGone || settling.names().length > 0 ? lookAgainMs : lookAnywayMs)
      })
    return looking
  }

  async function look(): Promise<void> {
    const files = await filesOf(folder)
    noteGone(files === null)
    if (files === null) return
    watcher ??= await listen()
    const seen = store.seenIn(folder)
    if (seen === null) {
      store.begin(folder, files)
      return
    }
    for (const name of settling.names()) {
      if (!files.some((file) => file.name === name)) settling.forget(name)
    }
    for (const file of files) {
      const known = seen.get(file.name)
      if (known?.sizeBytes === file.sizeBytes && known.modifiedNs === file.modifiedNs) continue
      if (!isStopped && settling.observe(file) === 'try') await take(file)
    }
  }

  async function take(file: SeenFile): Promise<void> {
    const path = join(folder, file.name)
    if (!(await parts.isFinished(path))) {
      settling.notYet(file.name)
      return
    }
    if (isStopped) return
    await parts.onExport(path)
    store.note(folder, file)
    settling.forget(file.name)
  }

  async function listen(): Promise<FSWatcher> {
    // Loaded by the engines that watch: it would make every command start later.
    const { watch } = await import('chokidar')
    const ignored = (path: string, info?: { isFile(): boolean }): boolean =>
      (info?.isFile() ?? false) && !isExportName(basename(path))
    return (
      watch(folder, { depth: 0, ignoreInitial: true, ignored })
        .on('all', () => {
          if (settling.names().length === 0) lookIn(0)
        })
        // Where the system can't watch, the folder is looked at all the same.
        .on('error', () => lookIn(lookAnywayMs))
    )
  }

  function noteGone(now: boolean): void {
    if (now && watcher) {
      const lost = watcher
      watcher = null
      lost.close().catch(parts.onTrouble)
    }
    if (now === isGone) return
    isGone = now
    tell(
      now
        ? `The watched folder ${folder} can't be reached. Hookline goes on when it is back.`
        : `The watched folder ${folder} is back.`,
    )
  }

  return {
    begun: lookNow(),
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await looking
      clearTimeout(timer)
      await watcher?.close()
    },
  }
}

/** What may be exports in a folder; null when it can't be read. */
async function filesOf(folder: string): Promise<SeenFile[] | null> {
  let names: string[]
  try {
    names = await beforeSilence(() => readdir(folder))
  } catch (thrown) {
    if (thrown instanceof HooklineError || 'code' in (thrown as object)) return null
    throw thrown
  }
  const files = await Promise.all(
    names.filter(isExportName).map(async (name): Promise<SeenFile | null> => {
      const info = await stat(join(folder, name), { bigint: true }).catch(() => null) // it has just gone
      if (!info?.isFile()) return null
      return { name, sizeBytes: Number(info.size), modifiedNs: String(info.mtimeNs) }
    }),
  )
  return files.filter((file) => file !== null)
}
