import type { Span } from '../../shared/contract/measurement.ts'

/** One step of a series: its value and the part of it that lies inside the window that was asked for. */
export interface Step extends Span {
  value: number
}

/** A series of the measurement as a function of time; steps where nothing could be measured are left out. */
export interface TimedSeries {
  steps(window: Span): Step[]
}

/** @param values value i covers `[i / rateHz, (i + 1) / rateHz)`, moved by `offsetS` */
export function timedSeries(values: readonly (number | null)[], rateHz: number, offsetS = 0): TimedSeries {
  return {
    steps(window) {
      const found: Step[] = []
      if (!(rateHz > 0) || !(window.endS > window.startS)) return found
      const first = Math.max(0, Math.floor((window.startS - offsetS) * rateHz))
      const end = Math.min(values.length, Math.ceil((window.endS - offsetS) * rateHz))
      for (let i = first; i < end; i++) {
        const value = values[i]
        const startS = Math.max(window.startS, offsetS + i / rateHz)
        const endS = Math.min(window.endS, offsetS + (i + 1) / rateHz)
        if (value === null || value === undefined || !(endS > startS)) continue
        found.push({ value, startS, endS })
      }
      return found
    },
  }
}

/** Mean over time; null when there is no step. */
export function mean(steps: readonly Step[]): number | null {
  let sum = 0
  let timeS = 0
  for (const step of steps) {
    sum += step.value * (step.endS - step.startS)
    timeS += step.endS - step.startS
  }
  return timeS > 0 ? sum / timeS : null
}

/** Mean over time of a grade that each step gets; null when there is no step. Moves little when a little of the window changes. */
export function meanGrade(steps: readonly Step[], grade: (value: number) => number): number | null {
  return mean(steps.map(({ startS, endS, value }) => ({ startS, endS, value: grade(value) })))
}

/**
 * The value below which the series is for `fraction` of the time, straight between the middles of the ordered steps;
 * null when there is no step.
 */
export function quantile(steps: readonly Step[], fraction: number): number | null {
  const ordered = [...steps].sort((a, b) => a.value - b.value)
  const timeS = ordered.reduce((sum, step) => sum + step.endS - step.startS, 0)
  if (!(timeS > 0)) return null
  const wanted = fraction * timeS
  let reachedS = 0
  let before: { atS: number; value: number } | null = null
  for (const step of ordered) {
    const atS = reachedS + (step.endS - step.startS) / 2
    if (atS >= wanted) {
      if (!before) return step.value
      return before.value + ((step.value - before.value) * (wanted - before.atS)) / (atS - before.atS)
    }
    before = { atS, value: step.value }
    reachedS += step.endS - step.startS
  }
  return before?.value ?? null
}

export function median(steps: readonly Step[]): number | null {
  return quantile(steps, 0.5)
}

/** The longest run of steps without a gap that all satisfy `wanted`, as a span. */
export function longestRun(steps: readonly Step[], wanted: (value: number) => boolean): Span | null {
  let best: Span | null = null
  let run: Span | null = null
  for (const step of steps) {
    if (!wanted(step.value)) run = null
    else if (run && step.startS - run.endS < 1e-6) run.endS = step.endS
    else run = { startS: step.startS, endS: step.endS }
    if (run && (!best || run.endS - run.startS > best.endS - best.startS)) best = { ...run }
  }
  return best
}
