import type { Draft } from '../../../shared/contract/drafts.ts'
import { errorToData, HooklineError } from '../../../shared/contract/errors.ts'
import type { FfmpegPrograms } from '../../media/locate.ts'
import { probeDraft } from '../../media/probe.ts'
import type { WatchedFileStore } from '../../store/watched-files.ts'
import type { Announcer } from '../announcer.ts'
import type { AddDrafts } from '../drafts/add-drafts.ts'
import { isFilm } from './export-files.ts'
import { watchFolder, watchName, type Watch, type WatchedFolder } from './watched-folder.ts'

interface WatchedParts {
  store: WatchedFileStore
  adding: AddDrafts
  announcer: Announcer
  programs: () => Promise<FfmpegPrograms>
  /** A draft of the list by its id, to set a new export against the one before. */
  draftOf: (id: string) => Draft
}

/** The folders whose finished exports become drafts by themselves. */
export interface WatchedFolders {
  /** Watches these and no others. */
  follow(watches: readonly Watch[]): Promise<void>
  /** Watches none, and remembers for all what has been seen in them. */
  stop(): Promise<void>
}

export function createWatchedFolders(parts: WatchedParts): WatchedFolders {
  const { store, adding, announcer, programs, draftOf } = parts
  const watched = new Map<string, WatchedFolder>()
  const awaited = new Set<string>()
  const tell = (sentence: string): void => announcer.tell({ type: 'told', sentence })

  announcer.listen((event) => {
    if (event.type === 'draft-gone') awaited.delete(event.id)
    if (event.type !== 'draft' || !awaited.has(event.draft.id)) return
    const { draft } = event
    if (isOpen(draft)) return
    awaited.delete(draft.id)
    const sentence = resultSentence(draft, draft.previousId === null ? null : draftOf(draft.previousId))
    if (sentence) tell(sentence)
  })

  async function isFinished(path: string): Promise<boolean> {
    try {
      return isFilm(await probeDraft(path, await programs()))
    } catch (thrown) {
      if (thrown instanceof HooklineError) return false // not yet, or never: the file is tried again when it changes
      throw thrown
    }
  }

  async function onExport(path: string): Promise<void> {
    const { drafts, refused } = await adding.add([path], 'watched')
    for (const draft of drafts) if (isOpen(draft)) awaited.add(draft.id)
    for (const { error } of refused) tell(error.message)
  }

  async function stopThose(isUnwanted: (name: string) => boolean): Promise<void> {
    const unwanted = [...watched].filter(([name]) => isUnwanted(name))
    for (const [name] of unwanted) watched.delete(name)
    await Promise.all(unwanted.map(([, folder]) => folder.stop()))
  }

  return {
    async follow(watches) {
      const names = watches.map(watchName)
      await stopThose((name) => !names.includes(name))
      for (const watch of watches) {
        if (watched.has(watchName(watch))) continue
        // Met again at every look, it is told once a minute.
        const onTrouble = (thrown: unknown): void => {
          const { code, message, hint } = errorToData(thrown)
          const sentence = `Watching ${watch.folder} met an error. ${message}`
          announcer.tellTrouble(new HooklineError(code, sentence, hint, { cause: thrown }))
        }
        watched.set(watchName(watch), watchFolder(watch, { store, isFinished, onExport, tell, onTrouble }))
      }
      await Promise.all([...watched.values()].map(({ begun }) => begun))
      // Only now: a folder that is watched in another way from now on takes over what was seen in it.
      store.keepOnly(names)
    },
    stop: () => stopThose(() => true),
  }
}

function isOpen({ state }: Draft): boolean {
  return state === 'waiting' || state === 'measuring'
}

/** What a person wants to know of an export that was scored by itself. */
function resultSentence(draft: Draft, previous: Draft | null): string | null {
  if (draft.state === 'failed')
    return `${draft.name} could not be scored. ${draft.error?.message ?? ''}`.trim()
  if (!draft.scores) return null
  const { overall, platform } = draft.scores
  const before = previous?.scores
  if (!previous || before?.platform !== platform) return `${draft.name} scored ${overall}.`
  const change = overall - before.overall
  const compared = change === 0 ? 'as much as' : `${Math.abs(change)} ${change > 0 ? 'more' : 'less'} than`
  return `${draft.name} scored ${overall}, ${compared} ${previous.name === draft.name ? 'the export before' : previous.name}.`
}
