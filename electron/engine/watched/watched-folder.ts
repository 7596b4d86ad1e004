import type { FSWatcher } from 'chokidar'
import { basename, join, sep } from 'node:path'
import type { SeenFile, WatchedFileStore } from '../../store/watched-files.ts'
import { isExportName } from './export-files.ts'
import { deepestInside, exportsIn, isExportFolderName, mostFoldersInside } from './exports-in.ts'
import { createSettling } from './settling.ts'

/** A folder to watch, and whether those inside it count as well. */
export interface Watch {
  folder: string
  inside: boolean
}

/** Under what a watch is remembered: what is no news to one of the folder alone may be to one of all inside it. */
export function watchName({ folder, inside }: Watch): string {
  return inside ? `${folder}${sep}**` : folder
}

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

function isSame(seen: SeenFile | undefined, file: SeenFile): boolean {
  return seen?.sizeBytes === file.sizeBytes && seen.modifiedNs === file.modifiedNs
}

/** While something is being written or the folder is gone; and without a sign, for drives that give none. */
const lookAgainMs = 500
const lookAnywayMs = 5_000
/** A tree that takes long to walk is walked less often: this many times what it took. */
const restAfterLook = 20

/**
 * Watches the exports in a folder, or also in the folders inside it: each that is new or changed and finished is handed
 * on once. What was there when the folder was first watched so is no news; what came while nobody watched is.
 */
export function watchFolder(watch: Watch, parts: FolderParts): WatchedFolder {
  const { folder, inside } = watch
  const { store, tell } = parts
  const name = watchName(watch)
  const settling = createSettling()
  let watcher: FSWatcher | null = null
  let isGone = false
  let isStopped = false
  let isCutTold = false
  let lookTookMs = 0
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
        const isUrgent = isGone || settling.names().length > 0
        const restMs = Math.max(isUrgent ? lookAgainMs : lookAnywayMs, restAfterLook * lookTookMs)
        lookIn(hasNews ? Math.min(restMs, lookAgainMs) : restMs)
      })
    return looking
  }

  async function look(): Promise<void> {
    const startedMs = performance.now()
    const found = await exportsIn(folder, inside)
    lookTookMs = performance.now() - startedMs
    noteGone(found === null)
    if (found === null) return
    noteCut(found.isCut)
    watcher ??= await listen()
    const { files } = found
    const seen = store.seenIn(name)
    if (seen === null) {
      store.begin(name, noNews(files))
      return
    }
    const present = new Set(files.map((file) => file.name))
    for (const settled of settling.names()) if (!present.has(settled)) settling.forget(settled)
    for (const file of files) {
      if (isSame(seen.get(file.name), file)) continue
      if (!isStopped && settling.observe(file) === 'try') await take(file)
    }
  }

  /**
   * What is there when the watch begins. Was the folder watched the other way until now, what it had not taken yet is
   * news still.
   */
  function noNews(files: readonly SeenFile[]): readonly SeenFile[] {
    const before = store.seenIn(watchName({ folder, inside: !inside }))
    if (before === null) return files
    return files.filter((file) => (inside && file.name.includes(sep)) || isSame(before.get(file.name), file))
  }

  async function take(file: SeenFile): Promise<void> {
    const path = join(folder, file.name)
    if (!(await parts.isFinished(path))) {
      settling.notYet(file.name)
      return
    }
    if (isStopped) return
    await parts.onExport(path)
    store.note(name, file)
    settling.forget(file.name)
  }

  async function listen(): Promise<FSWatcher> {
    // Loaded by the engines that watch: it would make every command start later.
    const { watch } = await import('chokidar')
    const ignored = (path: string, info?: { isFile(): boolean }): boolean =>
      path !== folder &&
      info !== undefined &&
      !(info.isFile() ? isExportName : isExportFolderName)(basename(path))
    return (
      watch(folder, {
        depth: inside ? deepestInside : 0,
        followSymlinks: !inside,
        ignoreInitial: true,
        ignored,
      })
        .on('all', () => {
          if (settling.names().length === 0) lookIn(looking ? 0 : Math.min(lookAgainMs, lookTookMs))
        })
        // Where the system can't watch, the folder is looked at all the same.
        .on('error', () => lookIn(lookAnywayMs))
    )
  }

  function noteCut(now: boolean): void {
    if (now && !isCutTold)
      tell(
        `The watched folder ${folder} has more than ${mostFoldersInside.toLocaleString('en')} folders inside. Those beyond are not looked into.`,
      )
    isCutTold = now
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
