import { FolderSearch } from 'lucide-react'
import { useState } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { trackMoods, type MusicFit, type TrackMood } from '../../../shared/contract/music.ts'
import type { Progress } from '../../../shared/contract/progress.ts'
import { useHost } from '../../host/host-context.tsx'
import { useChangeSettings } from '../../settings/change-settings.ts'
import { useAppState, useSettings } from '../../state/app-state-context.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSentence } from '../../ui/error-sentence.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { plural } from '../../ui/wording.ts'
import { useAnswer, type Answer } from '../../host/use-answer.ts'
import { TrackItem } from './track-item.tsx'
import styles from './music.module.css'

/** Which music of a folder goes with this draft, and why. */
export function MusicPanel({ draft }: { draft: Draft }) {
  const host = useHost()
  const { notices } = useAppState()
  const folder = useSettings(({ settings }) => settings.musicFolder)
  const change = useChangeSettings()
  const [typed, setTyped] = useState(folder ?? '')
  const [mood, setMood] = useState<TrackMood | 'own'>('own')
  const [isStopped, setStopped] = useState(false)
  const { answer, progress } = useRanking(draft, isStopped ? null : folder, mood)

  function take(chosen: string): void {
    setStopped(false)
    if (chosen !== '' && chosen !== folder) void change(`Take music from ${chosen}`, { musicFolder: chosen })
  }

  async function browse(): Promise<void> {
    try {
      const chosen = (await host.chooseFolder?.('Choose a folder of music')) ?? null
      if (chosen === null) return
      setTyped(chosen)
      take(chosen)
    } catch (thrown) {
      notices.tellError(thrown)
    }
  }

  return (
    <div className={styles.music}>
      <div className={styles.entry}>
        <TextField
          label="Folder of music"
          labelHidden
          value={typed}
          placeholder="Full path of the folder with your tracks"
          onChange={setTyped}
          onSubmit={() => take(typed.trim())}
        />
        <div className={styles.buttons}>
          {host.chooseFolder && (
            <Button icon={<FolderSearch aria-hidden />} onPress={() => void browse()}>
              Choose …
            </Button>
          )}
          <Button isDisabled={typed.trim() === ''} onPress={() => take(typed.trim())}>
            Rank
          </Button>
        </div>
        <Select
          label="Mood"
          value={mood}
          options={[
            { id: 'own', label: 'As the draft’s own music' },
            ...trackMoods.map((id) => ({ id, label: id })),
          ]}
          onChange={setMood}
        />
      </div>
      {folder === null && (
        <p className={styles.empty}>
          Choose a folder of tracks. Each is listened to once, on this machine, and ranked by how many cuts it
          puts on its beats, its energy, tempo and mood.
        </p>
      )}
      {progress && (
        <div className={styles.progress}>
          <ProgressBar progress={progress} stageLabel="Listening to the tracks" />
          <Button look="quiet" onPress={() => setStopped(true)}>
            Cancel
          </Button>
        </div>
      )}
      {isStopped && <p className={styles.empty}>Stopped. What was listened to is kept; Rank goes on.</p>}
      {!isStopped && answer.error && <ErrorSentence error={answer.error} />}
      {!isStopped && answer.value && folder !== null && <Ranking draft={draft} fit={answer.value} />}
    </div>
  )
}

/** Asks for the ranking whenever what it depends on changes; the draft has to be measured. */
function useRanking(
  draft: Draft,
  folder: string | null,
  mood: TrackMood | 'own',
): { answer: Answer<MusicFit>; progress: Progress | null } {
  const host = useHost()
  const [progress, setProgress] = useState<Progress | null>(null)
  const key = folder === null || draft.state !== 'scored' ? null : JSON.stringify([draft.id, folder, mood])
  const answer = useAnswer(key, async (signal) => {
    try {
      return await host.call(
        'draftMusic',
        { id: draft.id, folder: folder!, ...(mood !== 'own' && { mood }) },
        {
          signal,
          onEvent: (event) => {
            if (event.type === 'progress' && !signal.aborted) setProgress(event.progress)
          },
        },
      )
    } finally {
      if (!signal.aborted) setProgress(null)
    }
  })
  return { answer, progress: key === null ? null : progress }
}

/** What does not meet this draft stands below all that does. */
const aside = 'content-id-note'

function Ranking({ draft, fit }: { draft: Draft; fit: MusicFit }) {
  const [heard, setHeard] = useState<string | null>(null)
  const { tracks, refused, warnings, draftsCompared, draftsNotCompared } = fit
  return (
    <>
      {warnings
        .filter(({ code }) => code !== aside)
        .map(({ code, message }) => (
          <p key={code} className={styles.note}>
            {message}
          </p>
        ))}
      {tracks.length === 0 && <p className={styles.empty}>There is no track in {fit.folder}.</p>}
      <ol className={styles.tracks} aria-label="Tracks, what fits best first">
        {tracks.map((track) => (
          <TrackItem
            key={track.path}
            draftId={draft.id}
            track={track}
            isHeard={heard === track.path}
            hear={(isHeard) => setHeard(isHeard ? track.path : null)}
          />
        ))}
      </ol>
      {refused.length > 0 && (
        <section aria-label="Not ranked">
          <h2 className={styles.heading}>Not ranked</h2>
          <ul className={styles.plain}>
            {refused.map(({ path, error }) => (
              <li key={path}>
                {path.slice(fit.folder.length + 1)}: {error.message}
              </li>
            ))}
          </ul>
        </section>
      )}
      {tracks.length > 0 && (
        <p className={styles.quiet}>
          Looked for in {plural(draftsCompared, 'draft')}
          {draftsNotCompared > 0 &&
            `; ${plural(draftsNotCompared, 'draft')} of an older Hookline left out until opened`}
          .
        </p>
      )}
      {warnings
        .filter(({ code }) => code === aside)
        .map(({ code, message }) => (
          <p key={code} className={styles.quiet}>
            {message}
          </p>
        ))}
    </>
  )
}
