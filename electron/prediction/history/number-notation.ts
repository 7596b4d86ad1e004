/** The sign before the fraction of a number. */
export type DecimalSign = '.' | ','

/** What a cell says: a number, nothing, or something that is no number. */
export type ReadNumber = number | null | 'unreadable'

const saysNothing = new Set(['', '-', '–', '—', '--', 'n/a', 'na', 'nan', 'null', 'none', '#n/a'])
const magnitudes: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9 }

interface NumberText {
  sign: 1 | -1
  /** Digits with points and commas. */
  body: string
  magnitude: number
}

/** The number's own signs, without what surrounds it; null when it is empty, 'unreadable' when it is no number. */
function numberText(cell: string): NumberText | null | 'unreadable' {
  const text = cell.normalize('NFKC').trim()
  if (saysNothing.has(text.toLowerCase())) return null
  const found =
    /^(?:[$€£¥₹]|[A-Z]{1,3}\$?)?\s*([+−-]?)\s*([$€£¥₹]\s*)?([\d.,'’\s]*\d)\s*([KMBkmb])?\s*(?:%|[$€£¥₹]|[A-Z]{3})?$/u.exec(
      text,
    )
  if (!found) return 'unreadable'
  const [, sign, , digits, magnitude] = found
  // Spaces and apostrophes stand between thousands alone.
  const body = digits!.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '')
  if (/[\s'’]/.test(body)) return 'unreadable'
  return {
    sign: sign === '-' || sign === '−' ? -1 : 1,
    body,
    magnitude: magnitude ? magnitudes[magnitude.toLowerCase()]! : 1,
  }
}

/**
 * Which sign stands before fractions in a table. A single sign before three digits may be either ("1.234"): in a column
 * of counts it parts thousands, elsewhere the cells that leave no doubt decide for all.
 *
 * @param isSemicolonTable such tables are made where the comma is taken: it decides when nothing else does
 */
export function decimalSignOf(
  columns: readonly { cells: readonly string[]; isCount: boolean }[],
  isSemicolonTable: boolean,
): DecimalSign {
  const votes = { '.': 0, ',': 0 }
  let doubtful = 0
  for (const { cells, isCount } of columns) {
    for (const cell of cells) {
      const number = numberText(cell)
      if (number === null || number === 'unreadable') continue
      const vote = voteOf(number, isCount)
      if (vote === 'doubtful') doubtful++
      else if (vote !== null) votes[vote]++
    }
  }
  if (votes['.'] !== votes[',']) return votes['.'] > votes[','] ? '.' : ','
  return isSemicolonTable && doubtful > 0 ? ',' : '.'
}

function voteOf({ body, magnitude }: NumberText, isCount: boolean): DecimalSign | 'doubtful' | null {
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','))
  if (last < 0) return null
  const sign = body[last] as DecimalSign
  const other = sign === '.' ? ',' : '.'
  if (body.includes(other)) return sign
  if (body.indexOf(sign) !== last) return other // 1.234.567
  const isLikeThousands = /^[1-9]\d{0,2}[.,]\d{3}$/.test(body)
  if (!isLikeThousands || magnitude !== 1) return sign
  return isCount ? other : 'doubtful'
}

/**
 * @param isCount whole numbers: a sign before three digits parts thousands, whatever stands before fractions elsewhere
 */
export function readNumber(cell: string, decimal: DecimalSign, isCount: boolean): ReadNumber {
  const number = numberText(cell)
  if (number === null || number === 'unreadable') return number
  const { sign, body, magnitude } = number
  const plain = withoutGroups(body, decimal, isCount && magnitude === 1)
  if (plain === null) return 'unreadable'
  const value = sign * Number(plain) * magnitude
  if (!Number.isFinite(value)) return 'unreadable'
  const rounded = Math.round(value)
  if (!isCount) return value
  return Math.abs(value - rounded) < 1e-6 * Math.max(1, Math.abs(value)) ? rounded : 'unreadable'
}

/** Digits with a point before the fraction; null where signs stand that mean nothing. */
function withoutGroups(body: string, decimal: DecimalSign, isCount: boolean): string | null {
  if (isCount && /^\d{1,3}([.,]\d{3})+$/.test(body) && !(body.includes('.') && body.includes(',')))
    return body.replace(/[.,]/g, '')
  const pattern =
    decimal === '.' ? /^(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d+))?$/ : /^(\d+|\d{1,3}(?:\.\d{3})+)?(?:,(\d+))?$/
  const found = pattern.exec(body)
  if (!found || body === '') return null
  return `${(found[1] ?? '0').replace(/[.,]/g, '')}.${found[2] ?? '0'}`
}
