/** How long work goes on that nobody waits for any more: what is nearly done is still worth showing on the way. */
const graceMs = 200

/** Does one thing at a time for whoever wishes fast: the latest wish counts, those between are skipped. */
export interface LatestWish<Wish> {
  want: (wish: Wish) => void
  /** Cancels what is under way. */
  end: () => void
}

/**
 * @param work what answers a wish; one that a later wish has overtaken is aborted after a moment's grace
 * @param failed gets what `work` throws for a wish that still counts
 */
export function latestWish<Wish>(
  work: (wish: Wish, signal: AbortSignal) => Promise<void>,
  failed: (thrown: unknown, wish: Wish) => void,
): LatestWish<Wish> {
  let running: AbortController | null = null
  let next: { wish: Wish } | null = null
  let grace: ReturnType<typeof setTimeout> | undefined
  let hasEnded = false

  function start(wish: Wish): void {
    const controller = new AbortController()
    running = controller
    work(wish, controller.signal)
      .catch((thrown: unknown) => {
        if (!controller.signal.aborted) failed(thrown, wish)
      })
      .finally(() => {
        clearTimeout(grace)
        grace = undefined
        running = null
        const due = next
        next = null
        if (due && !hasEnded) start(due.wish)
      })
  }

  return {
    want(wish) {
      if (hasEnded) return
      if (!running) {
        start(wish)
        return
      }
      next = { wish }
      grace ??= setTimeout(() => running?.abort(), graceMs)
    },
    end() {
      hasEnded = true
      clearTimeout(grace)
      running?.abort()
    },
  }
}
