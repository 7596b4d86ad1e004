import { useEffect, useState } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { DraftForecast, WhatIf } from '../../../shared/contract/forecasts.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import { useHost } from '../../host/host-context.tsx'
import { useAnswer, type Answer } from '../../host/use-answer.ts'
import { goTo } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorSentence } from '../../ui/error-sentence.tsx'
import { plural } from '../../ui/wording.ts'
import { AfterPublishingCard } from './after-publishing-card.tsx'
import { OtherHook } from './other-hook.tsx'
import { SimilarPosts } from './similar-posts.tsx'
import { TargetCard } from './target-card.tsx'
import styles from './forecast.module.css'

/** What this draft can expect on its account: apart from its score, with intervals and where they come from. */
export function ForecastPanel({ draft, platform }: { draft: Draft; platform: PlatformId }) {
  const [wish, setWish] = useState<WhatIf | 'none'>('none')
  const { value, error } = useForecast(draft, platform, null)
  const asked = useForecast(draft, platform, wish === 'none' ? null : wish)
  const changed = asked.value?.whatIf?.kind === wish ? asked.value : null
  if (error) return <ErrorSentence error={error} />
  if (!value) return <p className={styles.quiet}>This appears as soon as it is measured.</p>
  const { account, form, targets, notes } = value
  const hasModel = targets.some(({ from }) => from === 'model')
  const shownNotes = wish !== 'none' && asked.value ? asked.value.notes : notes
  return (
    <div className={styles.forecast}>
      <p className={styles.quiet}>
        {account
          ? `${account.name}, ${plural(account.posts, `${form} post`)} in the history. A forecast of what is usual for this account, not a promise.`
          : 'Without a history only the spread of accounts is known, not what yours comes to.'}
      </p>
      {shownNotes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
      {!account && (
        <div>
          <Button look="primary" onPress={() => goTo({ screen: 'history' })}>
            Import your history
          </Button>
        </div>
      )}
      {targets.map((target) => (
        <TargetCard
          key={target.target}
          target={target}
          changed={changed?.targets.find((one) => one.target === target.target) ?? null}
        />
      ))}
      {hasModel && <OtherHook wish={wish} onWish={setWish} changed={changed?.whatIf?.changed ?? null} />}
      {value.afterPublishing && <AfterPublishingCard forecast={value.afterPublishing} />}
      <SimilarPosts posts={value.similar} />
    </div>
  )
}

/** Asks anew whenever what it depends on changes. */
function useForecast(draft: Draft, platform: PlatformId, wish: WhatIf | null): Answer<DraftForecast> {
  const host = useHost()
  const [revision, setRevision] = useState(0)
  useEffect(
    () =>
      host.onEvent(({ type }) => {
        if (type === 'history-changed' || type === 'models-changed') setRevision((count) => count + 1)
      }),
    [host],
  )
  const { id, state, details, sidecar } = draft
  const key = JSON.stringify([id, platform, details, sidecar, wish, revision])
  return useAnswer(state === 'scored' ? key : null, (signal) =>
    host.call('draftForecast', { id, platform, ...(wish && { whatIf: wish }) }, { signal }),
  )
}
