/** One of several players that show the same time of different renders. */
export interface StepPlayer {
  video: HTMLVideoElement
  /** Media time of the first frame shown. */
  offsetS: number
  durationS: number
}

/** Several players on one clock: while one of them waits for data, all wait. */
export interface InStep {
  /** @param durationS of the longest render, also of one that has no player yet */
  setPlayers(players: readonly StepPlayer[], durationS: number): void
  play(): void
  pause(): void
  seek(timeS: number): void
  timeS(): number
  isPlaying: () => boolean
  /** Length of the longest render. */
  durationS: () => number
  /** Called on each picture while something changes. @returns how to stop */
  subscribe: (listener: () => void) => () => void
  close(): void
}

/** A player further off than this jumps; a smaller drift is made up by playing a little faster or slower. */
const jumpS = 0.2
const unnoticedS = 0.015

/** How a player that is `driftS` ahead of the clock (negative: behind) gets back into step. */
export function correction(driftS: number): { jump: boolean; rate: number } {
  if (Math.abs(driftS) > jumpS) return { jump: true, rate: 1 }
  if (Math.abs(driftS) < unnoticedS) return { jump: false, rate: 1 }
  return { jump: false, rate: Math.min(1.1, Math.max(0.9, 1 - driftS)) }
}

export function createInStep(): InStep {
  let players: readonly StepPlayer[] = []
  let longestS = 0
  let timeS = 0
  let playing = false
  let lastAt: number | null = null
  let request = 0
  const listeners = new Set<() => void>()

  function tell(): void {
    for (const listener of listeners) listener()
  }

  function tick(now: number): void {
    request = playing ? requestAnimationFrame(tick) : 0
    const passedS = lastAt === null ? 0 : Math.min(0.1, (now - lastAt) / 1000)
    lastAt = playing ? now : null
    if (playing && players.every(isReady)) {
      timeS += passedS
      if (timeS >= longestS) {
        timeS = longestS
        playing = false
      }
    }
    const settled = players.map(follow).every(Boolean)
    if (request === 0 && !settled) refresh()
    tell()
  }

  function isReady({ video, durationS }: StepPlayer): boolean {
    return timeS >= durationS || video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA
  }

  /** @returns whether the player is where it should be; one that still seeks can't be sent on before it has arrived */
  function follow({ video, offsetS, durationS }: StepPlayer): boolean {
    const targetS = offsetS + Math.min(timeS, Math.max(0, durationS - 0.01))
    if (!playing || timeS >= durationS) {
      if (!video.paused) video.pause()
      if (video.seeking) return false
      if (Math.abs(video.currentTime - targetS) <= 0.001) return true
      video.currentTime = targetS
      return false
    }
    // A browser may refuse to play before the first key press; the clock then waits with the picture.
    if (video.paused) video.play().catch(() => pause())
    const { jump, rate } = correction(video.currentTime - targetS)
    if (jump && !video.seeking) video.currentTime = targetS
    video.playbackRate = rate
    return true
  }

  function refresh(): void {
    if (request === 0) request = requestAnimationFrame(tick)
  }

  function pause(): void {
    playing = false
    refresh()
  }

  return {
    setPlayers(next, durationS) {
      players = next
      longestS = durationS
      refresh()
    },
    play() {
      if (longestS === 0) return
      if (timeS >= longestS) timeS = 0
      playing = true
      refresh()
    },
    pause,
    seek(toS) {
      timeS = Math.min(longestS, Math.max(0, toS))
      refresh()
    },
    timeS: () => timeS,
    isPlaying: () => playing,
    durationS: () => longestS,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      cancelAnimationFrame(request)
      listeners.clear()
      for (const { video } of players) video.pause()
      players = []
    },
  }
}
