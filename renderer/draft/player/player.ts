import { createStore, type StoreApi } from 'zustand/vanilla'
import { middleOf, type FrameClock } from '../../../shared/frame-clock.ts'
import { loopBounds, noRange, withIn, withOut, type LoopRange } from './loop-range.ts'
import { shuttled } from './shuttle.ts'

export interface PlayerState {
  /** The frame that is shown, or that is being sought. */
  frame: number
  /** What the screen showed last, as the browser told; null before the first. */
  shownFrame: number | null
  /** 0 stands still, below 0 runs backwards. */
  speed: number
  volume: number
  muted: boolean
  range: LoopRange
  looping: boolean
}

/** Frame-exact control of a video element. All frames count from 0 as in the measurements. */
export interface Player {
  readonly state: StoreApi<PlayerState>
  clock: () => FrameClock
  seekToFrame: (frame: number) => void
  seekToTime: (timeS: number) => void
  step: (frames: number) => void
  stepSeconds: (seconds: number) => void
  play: (speed: number) => void
  pause: () => void
  toggle: () => void
  shuttle: (direction: 1 | -1) => void
  setVolume: (volume: number) => void
  toggleMuted: () => void
  setIn: () => void
  setOut: () => void
  clearRange: () => void
  toggleLooping: () => void
  /** @param offsetS media time of frame 0. @returns how to let go */
  attach: (video: HTMLVideoElement, offsetS: number) => () => void
  setClock: (clock: FrameClock) => void
  /** Tells that the screen shows a frame while nothing plays. */
  stillShown: (frame: number) => void
}

export function createPlayer(firstClock: FrameClock): Player {
  let clock = firstClock
  const state = createStore<PlayerState>(() => ({
    frame: 0,
    shownFrame: null,
    speed: 0,
    volume: 1,
    muted: false,
    range: noRange,
    looping: false,
  }))
  let video: HTMLVideoElement | null = null
  let offsetS = 0
  /** The frame that a seek under way leads to; a further wish waits for its end. */
  let seeking: number | null = null
  let reverseTimer = 0

  const clamp = (frame: number): number => Math.max(0, Math.min(clock.frames - 1, frame))

  function seekVideo(): void {
    if (!video || video.readyState < HTMLMediaElement.HAVE_METADATA || seeking !== null) return
    seeking = state.getState().frame
    video.currentTime = offsetS + middleOf(clock, seeking)
  }

  function goTo(frame: number): void {
    state.setState({ frame: clamp(frame) })
    seekVideo()
  }

  function stopReverse(): void {
    cancelAnimationFrame(reverseTimer)
    reverseTimer = 0
  }

  function stop(): void {
    stopReverse()
    state.setState({ speed: 0 })
    video?.pause()
  }

  /** No browser plays backwards: each picture of the screen seeks the frame that is due. */
  function runReverse(speed: number): void {
    const fromS = clock.timeOf(state.getState().frame)
    const startedMs = performance.now()
    const turn = (): void => {
      const dueS = fromS + (speed * (performance.now() - startedMs)) / 1000
      const { range, looping } = state.getState()
      const { first, last } = loopBounds(looping ? range : noRange, clock.frames)
      if (dueS <= clock.timeOf(first)) {
        goTo(looping ? last : first)
        if (looping) runReverse(speed)
        else stop()
        return
      }
      goTo(clock.frameAt(dueS))
      reverseTimer = requestAnimationFrame(turn)
    }
    reverseTimer = requestAnimationFrame(turn)
  }

  function play(speed: number): void {
    stopReverse()
    if (speed === 0 || !video) {
      stop()
      return
    }
    state.setState({ speed })
    if (speed < 0) {
      video.pause()
      runReverse(speed)
      return
    }
    const { frame, range, looping } = state.getState()
    const { first, last } = loopBounds(looping ? range : noRange, clock.frames)
    if (frame >= last || frame < first) goTo(first)
    video.playbackRate = speed
    video.play().catch((thrown: unknown) => {
      // Another wish came before the player had begun: that one counts.
      if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) stop()
    })
  }

  function pause(): void {
    const { speed, frame } = state.getState()
    stop()
    // The player may stand between two frames: the one that was shown last is the one that stays.
    if (speed > 0) goTo(frame)
  }

  function shown(mediaTimeS: number): void {
    const frame = clock.nearestTo(mediaTimeS - offsetS)
    state.setState({ shownFrame: frame })
    const { speed, range, looping } = state.getState()
    if (speed <= 0 || seeking !== null) return
    state.setState({ frame })
    const { first, last } = loopBounds(looping ? range : noRange, clock.frames)
    if (looping && (frame >= last || frame < first)) goTo(first)
  }

  return {
    state,
    clock: () => clock,
    seekToFrame(frame) {
      if (state.getState().speed < 0) stop()
      goTo(frame)
    },
    seekToTime(timeS) {
      if (state.getState().speed < 0) stop()
      goTo(clock.frameAt(timeS))
    },
    step(frames) {
      if (state.getState().speed !== 0) stop()
      goTo(state.getState().frame + frames)
    },
    stepSeconds(seconds) {
      const timeS = clock.timeOf(state.getState().frame) + seconds
      goTo(clock.nearestTo(Math.max(0, Math.min(clock.durationS, timeS))))
    },
    play,
    pause,
    toggle() {
      if (state.getState().speed === 0) play(1)
      else pause()
    },
    shuttle: (direction) => play(shuttled(state.getState().speed, direction)),
    setVolume(volume) {
      state.setState({ volume, muted: false })
      if (video) Object.assign(video, { volume, muted: false })
    },
    toggleMuted() {
      const muted = !state.getState().muted
      state.setState({ muted })
      if (video) video.muted = muted
    },
    setIn: () => state.setState(({ range, frame }) => ({ range: withIn(range, frame), looping: true })),
    setOut: () => state.setState(({ range, frame }) => ({ range: withOut(range, frame), looping: true })),
    stillShown: (frame) => state.setState({ shownFrame: frame }),
    clearRange: () => state.setState({ range: noRange, looping: false }),
    toggleLooping: () => state.setState(({ looping }) => ({ looping: !looping })),
    setClock(next) {
      const timeS = clock.timeOf(state.getState().frame)
      clock = next
      state.setState({ frame: next.frameAt(timeS), range: noRange })
    },
    attach(element, mediaOffsetS) {
      video = element
      offsetS = mediaOffsetS
      seeking = null
      const { volume, muted } = state.getState()
      Object.assign(element, { volume, muted })
      const abort = new AbortController()
      const on = (event: string, run: () => void): void =>
        element.addEventListener(event, run, { signal: abort.signal })
      on('loadedmetadata', seekVideo)
      on('seeked', () => {
        const reached = seeking
        seeking = null
        if (reached !== null && reached !== state.getState().frame) seekVideo()
      })
      on('ended', () => {
        const { looping, range, speed } = state.getState()
        if (looping && speed > 0) {
          goTo(loopBounds(range, clock.frames).first)
          play(speed)
        } else {
          stop()
          goTo(clock.frames - 1)
        }
      })
      let callback = 0
      const frameShown: VideoFrameRequestCallback = (_now, { mediaTime }) => {
        shown(mediaTime)
        callback = element.requestVideoFrameCallback(frameShown)
      }
      callback = element.requestVideoFrameCallback(frameShown)
      if (element.readyState >= HTMLMediaElement.HAVE_METADATA) seekVideo()
      return () => {
        stop()
        abort.abort()
        element.cancelVideoFrameCallback(callback)
        video = null
        seeking = null
      }
    },
  }
}
