import Database from 'better-sqlite3'
import type { Settings } from '../../shared/contract/settings.ts'
import type { DraftStore } from '../store/drafts.ts'
import type { IntentionalCheckStore } from '../store/intentional-checks.ts'
import type { LeaseStore } from '../store/leases.ts'
import type { Library } from '../store/library.ts'
import type { SettingsStore } from '../store/settings.ts'
import type { Announcer } from './announcer.ts'
import type { AddDrafts } from './drafts/add-drafts.ts'
import type { DraftDesk } from './drafts/draft-desk.ts'
import type { DraftQueue } from './drafts/draft-queue.ts'
import type { Rescoring } from './drafts/rescoring.ts'
import type { ShownDrafts } from './drafts/shown-drafts.ts'
import type { EngineLife } from './engine-life.ts'
import type { Rounds } from './forecasts/rounds.ts'
import { ownerIsGone } from './job-owner.ts'
import type { Measuring } from './measuring.ts'
import type { Watch } from './watched/watched-folder.ts'
import type { WatchedFolders } from './watched/watched-folders.ts'

interface ResidenceParts {
  rounds: Rounds
  library: Library
  leases: LeaseStore
  life: EngineLife
  drafts: DraftStore
  settings: SettingsStore
  marks: IntentionalCheckStore
  announcer: Announcer
  shown: ShownDrafts
  queue: DraftQueue
  desk: DraftDesk
  rescoring: Rescoring
  measuring: Measuring
  adding: AddDrafts
  watched: WatchedFolders
  owner: string
}

/** What an engine that stays does by itself: it sees what others changed, and the one with the lease goes on with the queue. */
export interface Residence {
  /** After settings or marks were changed here. */
  followSettings(): Promise<void>
  close(): Promise<void>
}

const lookEveryMs = 1_000
const roundsEveryMs = 60_000
const schedulerLease = 'scheduler'

export function beResident(parts: ResidenceParts): Residence {
  const { library, leases, life, drafts, settings, marks, announcer, shown, queue, rescoring, owner } = parts
  let isScheduler = false
  let lookedAtRoundsMs = -Infinity
  let dataVersion = dataVersionOf(library)
  let known = settings.get()
  let knownMarks = JSON.stringify(marks.list())
  let followed = JSON.stringify(null)
  let following: Promise<void> = Promise.resolve()

  function look(): void {
    try {
      noticeChanges()
      schedule()
    } catch (thrown) {
      // Another program holds the library for long, or its disk is full: whoever asks for something is told.
      if (!(thrown instanceof Database.SqliteError)) throw thrown
    }
  }

  function noticeChanges(): void {
    const now = dataVersionOf(library)
    if (now === dataVersion) return
    dataVersion = now
    announcer.tell({ type: 'library-changed' })
    queue.heed()
    const before = known
    void followSettings()
    if (JSON.stringify(before) !== JSON.stringify(known))
      announcer.tell({ type: 'settings', settings: known })
  }

  function schedule(): void {
    const was = isScheduler
    isScheduler = leases.take(schedulerLease, owner, ownerIsGone)
    if (isScheduler !== was) void followSettings()
    if (isScheduler) {
      resume()
      lookAtRounds()
    }
    if (isScheduler && !was) {
      parts.desk.purge().catch(announcer.tellTrouble)
      leases.prune()
    }
  }

  function lookAtRounds(): void {
    if (performance.now() - lookedAtRoundsMs < roundsEveryMs) return
    lookedAtRoundsMs = performance.now()
    parts.rounds.look()
  }

  /** Takes up drafts whose engine has ended, and those that were given back. */
  function resume(): void {
    for (const { id, owner: other } of drafts.unfinished()) {
      if (other === owner ? queue.has(id) : other !== null && !life.isGone(other)) continue
      life.show()
      if (other !== owner && !drafts.takeOver(id, other, owner)) continue
      queue.add(id)
      shown.tell(id)
    }
  }

  function followSettings(): Promise<void> {
    const before = known
    known = settings.get()
    if (known.ffmpegPath !== before.ffmpegPath) followFfmpeg()
    if (known.speechRecognition !== before.speechRecognition) parts.measuring.forgetFacts()
    const marksNow = JSON.stringify(marks.list())
    if (scoringPart(known) !== scoringPart(before) || marksNow !== knownMarks) {
      rescoring.all().catch(announcer.tellTrouble)
    }
    knownMarks = marksNow
    const watches = isScheduler ? watchesOf(known) : null
    if (JSON.stringify(watches) === followed) return following
    followed = JSON.stringify(watches)
    following = following
      .then(() => (watches ? parts.watched.follow(watches) : parts.watched.stop()))
      .catch(announcer.tellTrouble)
    return following
  }

  /** What failed for want of an ffmpeg is tried with the new one. */
  function followFfmpeg(): void {
    parts.measuring.forgetPrograms()
    for (const draft of isScheduler ? drafts.listed() : []) {
      if (draft.error?.code === 'ffmpeg_missing') parts.adding.enqueue(draft)
    }
  }

  const timer = setInterval(look, lookEveryMs)
  // After the answers of the first calls: a page waits for those.
  const first = setImmediate(() => {
    look()
    rescoring.all().catch(announcer.tellTrouble)
  })
  return {
    followSettings,
    async close() {
      clearInterval(timer)
      clearImmediate(first)
      await following
      await parts.watched.stop()
    },
  }
}

function watchesOf({ watchedFolders, watchedInside }: Settings): Watch[] {
  return watchedFolders.map((folder) => ({ folder, inside: watchedInside.includes(folder) }))
}

function scoringPart({ platform, partWeights, checkWeights, speechRecognition }: Settings): string {
  return JSON.stringify({ platform, partWeights, checkWeights, speechRecognition })
}

/** Changes with every write of another connection. */
function dataVersionOf({ database }: Library): number {
  return database.pragma('data_version', { simple: true }) as number
}
