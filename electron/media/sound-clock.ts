import type { Warning } from '../../shared/contract/measurement.ts'
import { soundRateHz } from './streams.ts'

/** Rates of drift up to this are followed by stretching the sound; the sound then lags by as many seconds as the rate says. */
const mostStretch = 0.03
/** What time stamps may be off, at the start too, without anything being moved: Matroska rounds them to milliseconds. */
const restS = 0.002
/** From here on silence is filled in, or sound left out. */
const gapS = 0.1

/**
 * The filter of ffmpeg that puts each sample at the place which the time stamps give it: gaps are filled with silence, and
 * sound whose clock drifts against its time stamps is stretched. Without drift not one sample is changed.
 *
 * @param sampleRate of the sound in the file
 * @param firstSample time, in samples, at which the result begins
 */
export function soundOnTime(sampleRate: number, firstSample = 0): string {
  const follow = `async=1:min_comp=${restS}:min_hard_comp=${gapS}:max_soft_comp=${mostStretch}`
  // swresample counts its time anew when it has to turn to resampling half way, so it resamples from the start. At the same
  // rate a filter without a cut-off passes every sample on as it is.
  const ready = sampleRate === soundRateHz ? ':flags=+res:cutoff=1' : ''
  return `aresample=${soundRateHz}${ready}:${follow}:first_pts=${firstSample}`
}

/** Steps in which `soundLateness` tells. */
const stepS = 0.1

/** Filters that give each tenth of a second of sound, as its time, by how much its time stamp is later than its samples count. */
export function soundLateness(sampleRate: number): string[] {
  const length = Math.max(1, Math.round(sampleRate * stepS))
  return ['asettb=1/1000000', `asetnsamples=n=${length}:p=0`, 'asetpts=PTS-N/SR/TB']
}

/** Beyond this the picture and its sound are seen to be apart (ITU-R BT.1359: 45 ms early, 125 ms late). */
const noticedS = 0.045
/** Beats and onsets are promised within this. */
const exactS = 0.035
/** Places nearer to each other than this are told as one. */
const togetherS = 5

/**
 * What is to be said of a sound whose time stamps don't agree with its samples.
 *
 * @param latenessS for each tenth of a second of sound, by how much its time stamp is later than its samples count
 * @param originS file time of the first frame shown
 */
export function soundClockWarnings(latenessS: readonly number[], originS: number): Warning[] {
  const at = (step: number): number => Math.max(0, step * stepS + latenessS[step]! - originS)
  return [...drift(latenessS, at), ...notFollowed(latenessS, at)]
}

function drift(latenessS: readonly number[], at: (step: number) => number): Warning[] {
  const bySecond = medians(withoutGaps(latenessS), Math.round(1 / stepS))
  if (bySecond.length < 2) return []
  const apartS = bySecond.map((value) => value - bySecond[0]!)
  const mostS = apartS.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)
  if (Math.abs(mostS) <= noticedS) return []
  const way = mostS > 0 ? 'slower' : 'faster'
  const ms = Math.round(Math.abs(mostS) * 1000)
  return [
    {
      code: 'sound_drift',
      message: `The time stamps let the sound run ${way} than its sample rate, by ${ms} ms in the end: a player that goes by the samples shows picture and sound apart. Measured by the time stamps. Export the sound again at a constant rate.`,
      startS: at(0),
      endS: at(latenessS.length - 1),
    },
  ]
}

function notFollowed(latenessS: readonly number[], at: (step: number) => number): Warning[] {
  const spans: [number, number][] = []
  lagsS(latenessS).forEach((lagS, step) => {
    if (Math.abs(lagS) <= exactS) return
    const [startS, endS] = [at(step), at(step) + stepS]
    const last = spans.at(-1)
    if (last && startS - last[1] < togetherS) last[1] = endS
    else spans.push([startS, endS])
  })
  return spans.slice(0, 20).map(([startS, endS]) => ({
    code: 'sound_times_uncertain',
    message: `Between ${startS.toFixed(1)} s and ${endS.toFixed(1)} s the time stamps of the sound run away from its samples: beats and other times of the sound may be off by up to ${gapS * 1000} ms there.`,
    startS,
    endS,
  }))
}

/** By how much the followed sound is behind its time stamps, as swresample follows them. */
function lagsS(latenessS: readonly number[]): number[] {
  let lagS = 0
  return latenessS.map((value, step) => {
    lagS += step === 0 ? 0 : value - latenessS[step - 1]!
    if (Math.abs(lagS) > gapS) lagS = 0
    else if (Math.abs(lagS) > restS) lagS -= stepS * Math.max(-mostStretch, Math.min(mostStretch, lagS))
    return lagS
  })
}

/** Steps of half of their length and more are gaps or overlaps, no drift. */
function withoutGaps(latenessS: readonly number[]): number[] {
  let gapsS = 0
  return latenessS.map((value, step) => {
    const change = step === 0 ? 0 : value - latenessS[step - 1]!
    if (Math.abs(change) > stepS / 2) gapsS += change
    return value - gapsS
  })
}

function medians(values: readonly number[], each: number): number[] {
  return Array.from({ length: Math.floor(values.length / each) }, (_, i) => {
    const part = values.slice(i * each, (i + 1) * each).toSorted((a, b) => a - b)
    return part[Math.floor(each / 2)]!
  })
}
