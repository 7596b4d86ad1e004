import { useSyncExternalStore } from 'react'

const stepMs = 30_000

/** The time of day in ms, in steps of half a minute: for “5 minutes ago”. */
export function useNowMs(): number {
  return useSyncExternalStore(eachStep, () => Math.ceil(Date.now() / stepMs) * stepMs)
}

function eachStep(changed: () => void): () => void {
  const timer = setInterval(changed, stepMs)
  return () => clearInterval(timer)
}
