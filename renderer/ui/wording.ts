import type { Progress } from '../../shared/contract/progress.ts'
import type { ScorePartId } from '../../shared/contract/score.ts'

/** Numbers, times and states as the page says them. */

export const stageLabels: Readonly<Record<Progress['stage'], string>> = {
  waiting: 'Waiting',
  reading: 'Reading',
  measuring: 'Measuring',
  scoring: 'Scoring',
  training: 'training',
  rendering: 'Rendering',
  listening: 'Writing down what is said',
  downloading: 'Downloading',
}

export const partLabels: Readonly<Record<ScorePartId, string>> = {
  hook: 'Hook',
  content: 'Content',
  cta: 'Call to action',
}

/** `8 s left`, `2 min left`, `1 h 10 min left`. */
export function timeLeft(seconds: number): string {
  if (seconds < 1) return 'nearly done'
  if (seconds < 90) return `${Math.ceil(seconds)} s left`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 60 ? `${minutes} min left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`
}

/** `0:08.3`, `1:02.0`, `1:00:05.0`: minutes, seconds and tenths, so that short drafts can be told apart. */
export function duration(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  const s = (tenths % 600) / 10
  const minutes = Math.floor(tenths / 600)
  const tail = s.toFixed(1).padStart(4, '0')
  if (minutes < 60) return `${minutes}:${tail}`
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${tail}`
}

/** `30 fps`, `29.97 fps`. */
export function frameRate(fps: number): string {
  return `${Number(fps.toFixed(2))} fps`
}

/** `1.4 GB`, `12 MB`: in thousands, as file managers and disks count. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3))
  const value = count / 1000 ** power
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`
}

/** `+7`, `−3`, `±0`. */
export function difference(value: number): string {
  return value === 0 ? '±0' : value > 0 ? `+${value}` : `−${-value}`
}

const unit = /(?<=\d) (?=(?:%|ms|s|min|h|dB|dBTP|LU|LUFS|Hz|kHz|fps|px|kB|MB|GB)(?![\w]))/g

/** A sentence whose numbers stay with their units where its line breaks. */
export function unitsKept(sentence: string): string {
  return sentence.replace(unit, '\u00a0')
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** How old a post was: `6 h`, `2.5 days`. */
export function ageText(hours: number): string {
  return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Number((hours / 24).toFixed(1))} days`
}
