import { useEffect, useState } from 'react'
import type { CallInput } from '../../shared/contract/calls.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import { useHost } from '../host/host-context.tsx'
import { useAnswer } from '../host/use-answer.ts'
import { goTo } from '../route.ts'
import { useAppState } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { plural } from '../ui/wording.ts'
import { EarlyForecasts } from './early-forecasts.tsx'
import { KeptForecasts } from './kept-forecasts.tsx'
import { ModelScope } from './model-scope.tsx'
import { scopeWords } from './scope-words.ts'
import styles from './models.module.css'

/** The forecast models: what each was trained on, how it did on what it had not seen, and on what came since. */
export default function ModelsScreen() {
  const host = useHost()
  const { notices, perform } = useAppState()
  const [asked, setAsked] = useState(0)
  const [progress, setProgress] = useState<Progress | null>(null)
  const askAgain = (): void => setAsked((count) => count + 1)
  useEffect(
    () =>
      host.onEvent(({ type }) => {
        if (type === 'models-changed' || type === 'history-changed') setAsked((count) => count + 1)
      }),
    [host],
  )
  const models = useAnswer(`models ${asked}`, (signal) => host.call('models', { action: 'list' }, { signal }))
  const kept = useAnswer(`forecasts ${asked}`, (signal) => host.call('forecasts', {}, { signal }))

  const features = useAnswer('features', (signal) => host.call('features', {}, { signal }))
  const about = (feature: string): string =>
    feature === 'account'
      ? 'the account itself'
      : (features.value?.features.find(({ name }) => name === feature)?.about ?? feature)

  async function train(): Promise<void> {
    setProgress({ stage: 'training', fraction: 0, timeLeftS: null })
    try {
      const { trained, skipped } = await host.call(
        'train',
        {},
        { onEvent: (event) => event.type === 'progress' && setProgress(event.progress) },
      )
      notices.tell(
        trained.length > 0
          ? `Trained ${plural(trained.length, 'model')}.`
          : (skipped[0]?.reason ?? 'There are no posts with a known outcome yet.'),
        { kind: trained.length > 0 ? 'done' : 'told' },
      )
    } catch (thrown) {
      notices.tellError(thrown)
    } finally {
      setProgress(null)
      askAgain()
    }
  }

  /** Puts another version in use, with a way back to the one before. */
  async function change(label: string, scope: string, input: CallInput<'models'>): Promise<void> {
    const before = models.value?.models.find(({ card, active }) => active && card.scope === scope)?.card.id
    const call = async (asking: CallInput<'models'>): Promise<void> => {
      await host.call('models', asking, {})
      askAgain()
    }
    await perform(
      {
        label,
        run: () => call(input),
        undo: async () => (before === undefined ? undefined : call({ action: 'activate', model: before })),
      },
      `${label}: done.`,
    )
  }

  if (models.error) return <ErrorSentence error={models.error} />
  if (!models.value) return null
  const training = progress ? (
    <ProgressBar progress={progress} stageLabel="Training" />
  ) : (
    <Button look="primary" onPress={() => void train()}>
      Train on the history
    </Button>
  )
  if (models.value.models.length === 0) {
    return (
      <EmptyState
        title="No forecast model yet"
        actions={
          <>
            {training}
            <Button onPress={() => goTo({ screen: 'history' })}>Import your history</Button>
          </>
        }
      >
        <p>
          Models are trained on this computer, on your own posts and what they did. It takes 10 posts with a
          known outcome; until then forecasts give the spread of accounts.
        </p>
      </EmptyState>
    )
  }
  const scopes = Map.groupBy(models.value.models, ({ card }) => card.scope)
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <h1>Models</h1>
        {training}
      </header>
      {models.value.damaged.map(({ id, reason }) => (
        <p key={id} className={styles.alert}>
          {id}: {reason}
        </p>
      ))}
      {[...scopes].map(([scope, versions]) => (
        <ModelScope
          key={scope}
          scope={scope}
          versions={versions}
          live={kept.value?.live.find((one) => one.scope === scope) ?? null}
          drift={kept.value?.drift.find((one) => one.scope === scope) ?? null}
          about={about}
          activate={(model) => void change(`Use ${model}`, scope, { action: 'activate', model })}
          rollBack={(of) => void change(`Roll back ${scopeWords(of)}`, of, { action: 'rollback', scope: of })}
        />
      ))}
      {kept.error && <ErrorSentence error={kept.error} />}
      {kept.value && <KeptForecasts forecasts={kept.value.forecasts} live={kept.value.live} />}
      {kept.value && <EarlyForecasts forecasts={kept.value.early} live={kept.value.earlyLive} />}
    </div>
  )
}
