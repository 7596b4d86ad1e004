import { CircleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state-context.tsx'
import type { Notice } from '../state/notices.ts'
import { Button, IconButton } from './button.tsx'
import styles from './notices.module.css'

const shownMs = 8_000

/** Notices in the corner. What failed stays until it is closed; the rest goes by itself, except under the pointer or focus. */
export function Notices() {
  const { notices: store } = useAppState()
  const notices = useStore(store, (state) => state.notices)
  return (
    <section aria-label="Notices" className={styles.notices}>
      <ol aria-live="polite" aria-relevant="additions" className={styles.list}>
        {notices.map((notice) => (
          <NoticeItem key={notice.id} notice={notice} close={() => store.dismiss(notice.id)} />
        ))}
      </ol>
    </section>
  )
}

function NoticeItem({ notice, close }: { notice: Notice; close: () => void }) {
  const { kind, sentence, hint, action, id } = notice
  const { notices: store } = useAppState()
  useEffect(() => {
    if (kind === 'error') return
    const element = document.getElementById(elementId(id))
    const timer = setInterval(() => {
      if (!element?.matches(':hover, :focus-within')) store.dismiss(id)
    }, shownMs)
    return () => clearInterval(timer)
  }, [id, kind, store])
  return (
    <li id={elementId(id)} className={styles.notice} data-kind={kind}>
      {kind === 'error' && <CircleAlert aria-hidden className={styles.icon} />}
      <span className={styles.words}>
        {sentence}
        {hint && <span className={styles.hint}> {hint}</span>}
      </span>
      {action && (
        <Button
          look="quiet"
          onPress={() => {
            close()
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Dismiss" onPress={close}>
        <X />
      </IconButton>
    </li>
  )
}

function elementId(id: number): string {
  return `notice-${id}`
}
