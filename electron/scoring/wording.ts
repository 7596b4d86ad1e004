/** How times and amounts are written in evidence and fixes, the same everywhere. */

/** A point on the timeline: 0:00.8, 12:03.0. */
export function clock(timeS: number): string {
  const tenths = Math.max(0, Math.round(timeS * 10))
  const minutes = Math.floor(tenths / 600)
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0')
  return `${minutes}:${seconds}`
}

/** A length: 0.8 s, 12 s; hundredths under a tenth of a second. */
export function seconds(lengthS: number): string {
  if (Math.abs(lengthS) < 0.1) return `${lengthS.toFixed(2)} s`
  return `${trimZero(lengthS.toFixed(1))} s`
}

/** A length rounded up to a tenth, for what has to go. */
export function secondsUp(lengthS: number): string {
  return seconds(Math.ceil(lengthS * 10 - 1e-6) / 10)
}

/** A level or a difference of levels: 3.2 dB, −14 LUFS. */
export function level(value: number, unit: 'dB' | 'LU' | 'LUFS' | 'dBTP'): string {
  return `${minus(trimZero(value.toFixed(1)))} ${unit}`
}

/** A share: 12 %. */
export function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`
}

/** How far the picture moves in a second, given in its diagonals: 3.4 %, of the diagonal. */
export function ofDiagonal(diagonals: number): string {
  return `${decimal(diagonals * 100, 1)} %`
}

/** A number with so many decimals at most: 0.25, 3. */
export function decimal(value: number, digits: number): string {
  return minus(trimZero(value.toFixed(digits)))
}

/** 1 cut, 3 cuts. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function trimZero(text: string): string {
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return trimmed === '-0' ? '0' : trimmed
}

function minus(text: string): string {
  return text.replace('-', '−')
}
