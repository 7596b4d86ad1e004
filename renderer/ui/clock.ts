import { useSyncExternalStore } from 'react'

const stepMs = 30_000
/** All who show the time share one timer. */
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The time of day in ms, in steps of half a minute: for “5 minutes ago”. */
export function useNowMs(): number {
  return useSyncExternalStore(eachStep, () => Math.ceil(Date.now() / stepMs) * stepMs)
}

function eachStep(changed: () => void): () => void {
  listeners.add(changed)
  timer ??= setInterval(() => {
    for (const listener of listeners) listener()
  }, stepMs)
  return () => {
    listeners.delete(changed)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
