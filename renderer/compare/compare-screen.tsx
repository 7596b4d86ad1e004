import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Draft, DraftComparison } from '../../shared/contract/drafts.ts'
import type { PlatformId, Score } from '../../shared/contract/score.ts'
import { addressOfRoute, goTo } from '../route.ts'
import { useDrafts, useSettings } from '../state/app-state-context.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { useThemeCount } from '../ui/canvas-colours.ts'
import { Select } from '../ui/select.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { CheckTable } from './check-table.tsx'
import styles from './compare.module.css'
import { Curves } from './curves.tsx'
import { createInStep, type StepPlayer } from './in-step.ts'
import { OpeningVerdict } from './opening-verdict.tsx'
import { RenderColumn } from './render-column.tsx'
import { Transport } from './transport.tsx'
import { useComparison, useRenderParts, type RenderParts } from './use-comparison.ts'

const most = 6

/** Renders side by side: played in step, scores and checks as differences from the first, curves overlaid. */
export default function CompareScreen({ ids }: { ids: readonly string[] }) {
  const byId = useDrafts((state) => state.byId)
  const listed = useDrafts((state) => state.listed)
  const drafts = useMemo(
    () =>
      [...new Set(ids)]
        .map((id) => byId.get(id))
        .filter((draft) => draft !== undefined)
        .slice(0, most),
    [ids, byId],
  )
  if (!listed) return null
  if (drafts.length < 2) return <NothingToCompare />
  return <Comparing key={drafts.map(({ id }) => id).join()} drafts={drafts} />
}

function NothingToCompare() {
  const byId = useDrafts((state) => state.byId)
  const pairs = [...byId.values()]
    .filter(({ previousId, state }) => state === 'scored' && previousId !== null && byId.has(previousId))
    .slice(0, 5)
  return (
    <EmptyState title="Compare renders">
      <p>
        Select two to six drafts in the <a href={addressOfRoute({ screen: 'library' })}>library</a>, then
        choose Compare.
      </p>
      {pairs.length > 0 && (
        <ul className={styles.pairs}>
          {pairs.map(({ id, name, previousId }) => (
            <li key={id}>
              <a href={addressOfRoute({ screen: 'compare', ids: [previousId!, id] })}>
                {name} against its previous export
              </a>
            </li>
          ))}
        </ul>
      )}
    </EmptyState>
  )
}

function Comparing({ drafts }: { drafts: readonly Draft[] }) {
  const ids = drafts.map(({ id }) => id)
  const ownPlatform = useSettings(({ settings }) => settings.platform)
  const platforms = useSettings((state) => state.platforms)
  const theme = useThemeCount()
  const [chosen, setChosen] = useState<PlatformId | null>(null)
  const platform = chosen ?? ownPlatform
  const compared = useComparison(ids, platform)
  const parts = useRenderParts(drafts)
  const [heard, setHeard] = useState(0)
  const { inStep, onVideo } = useStepPlayers(drafts, parts)

  const comparison = compared && 'value' in compared ? compared.value : null
  const scores = scoresOf(comparison, drafts.length)
  const curves = useMemo(
    () =>
      drafts.map(({ id }) => {
        const loaded = parts.get(id)?.curves
        return loaded && 'value' in loaded ? loaded.value : null
      }),
    [drafts, parts],
  )

  useShortcuts('Compare', [
    {
      keys: 'Space',
      label: 'Play all in step, pause',
      also: ['K'],
      run: () => (inStep.isPlaying() ? inStep.pause() : inStep.play()),
    },
    { keys: 'ArrowLeft', label: 'Back 0.1 s', repeats: true, run: () => inStep.seek(inStep.timeS() - 0.1) },
    { keys: 'ArrowRight', label: 'On 0.1 s', repeats: true, run: () => inStep.seek(inStep.timeS() + 0.1) },
    { keys: 'Shift+ArrowLeft', label: 'Back 1 s', repeats: true, run: () => inStep.seek(inStep.timeS() - 1) },
    { keys: 'Shift+ArrowRight', label: 'On 1 s', repeats: true, run: () => inStep.seek(inStep.timeS() + 1) },
    { keys: 'Home', label: 'To the beginning', run: () => inStep.seek(0) },
    { keys: 'End', label: 'To the end', run: () => inStep.seek(inStep.durationS()) },
    ...drafts.map(({ name }, index) => ({
      keys: String(index + 1),
      label: `Hear ${name}`,
      run: () => setHeard(index),
    })),
  ])

  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>Compare {drafts.length} renders</h1>
        <Select
          label="Platform"
          value={platform}
          options={platforms.map(({ id, label }) => ({ id, label }))}
          onChange={setChosen}
        />
      </header>
      {compared && 'error' in compared && <ErrorSentence error={compared.error} />}
      <div
        className={styles.renders}
        style={{ gridTemplateColumns: `repeat(${drafts.length}, minmax(11rem, 1fr))` }}
      >
        {drafts.map((draft, index) => (
          <RenderColumn
            key={draft.id}
            draft={draft}
            index={index}
            score={scores[index] ?? null}
            against={index > 0 ? (scores[0] ?? null) : null}
            parts={parts.get(draft.id)}
            inStep={inStep}
            hasSound={heard === index}
            strongestOpening={comparison?.opening.strongestId === draft.id}
            onVideo={onVideo}
            onSound={() => setHeard(index)}
            onFirst={() =>
              goTo({ screen: 'compare', ids: [draft.id, ...ids.filter((id) => id !== draft.id)] })
            }
            onRemove={
              drafts.length > 2
                ? () => goTo({ screen: 'compare', ids: ids.filter((id) => id !== draft.id) })
                : null
            }
          />
        ))}
      </div>
      <Transport inStep={inStep} />
      {comparison && <OpeningVerdict opening={comparison.opening} drafts={drafts} />}
      <div className={styles.below}>
        <Curves key={theme} drafts={drafts} curves={curves} inStep={inStep} />
        {comparison ? (
          <CheckTable drafts={drafts} scores={scores} onSeek={(timeS) => inStep.seek(timeS)} />
        ) : (
          <p className={styles.quiet}>The checks appear as soon as all renders are scored.</p>
        )}
      </div>
    </div>
  )
}

/** The scores in the order of the renders; null where a render could not be scored or is not scored yet. */
function scoresOf(comparison: DraftComparison | null, count: number): (Score | null)[] {
  if (!comparison) return Array<null>(count).fill(null)
  return comparison.comparison.drafts.map((draft) => ('overall' in draft ? draft : null))
}

/** The clock of all players, and where each column hands in its player. */
function useStepPlayers(
  drafts: readonly Draft[],
  parts: ReadonlyMap<string, RenderParts>,
): {
  inStep: ReturnType<typeof createInStep>
  onVideo: (id: string, video: HTMLVideoElement | null) => void
} {
  const [inStep] = useState(createInStep)
  const [videos, setVideos] = useState<ReadonlyMap<string, HTMLVideoElement>>(new Map())
  const onVideo = useCallback((id: string, video: HTMLVideoElement | null) => {
    setVideos((now) => {
      const next = new Map(now)
      if (video) next.set(id, video)
      else next.delete(id)
      return next
    })
  }, [])
  useEffect(() => {
    inStep.setPlayers(
      drafts.flatMap(({ id, video: facts }): StepPlayer[] => {
        const video = videos.get(id)
        const playback = parts.get(id)?.playback
        if (!video || !facts || !playback || !('value' in playback)) return []
        return [{ video, offsetS: playback.value.firstFrameOffsetS, durationS: facts.durationS }]
      }),
      Math.max(...drafts.map(({ video }) => video?.durationS ?? 0)),
    )
  }, [inStep, drafts, videos, parts])
  useEffect(() => () => inStep.close(), [inStep])
  return { inStep, onVideo }
}
