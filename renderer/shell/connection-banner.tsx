import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state-context.tsx'
import styles from './connection-banner.module.css'

/** A connection that comes back within this time is not worth a word. */
const graceMs = 600

/** Says that the engine is away and that nothing is lost. */
export function ConnectionBanner() {
  const { connection } = useAppState()
  const state = useStore(connection, (now) => now.state)
  const [lateState, setLateState] = useState(state)
  useEffect(() => {
    const timer = setTimeout(() => setLateState(state), state === 'lost' ? graceMs : 0)
    return () => clearTimeout(timer)
  }, [state])
  return (
    <div role="status">
      {state === 'lost' && lateState === 'lost' && (
        <p className={styles.banner}>
          The connection to Hookline is interrupted and is tried again by itself. Your drafts are safe; what
          was being measured goes on.
        </p>
      )}
    </div>
  )
}
