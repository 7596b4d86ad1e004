/** What a cell of a table holds where a number is due. */
export type ReadNumber = { kind: 'number'; value: number } | { kind: 'missing' } | { kind: 'not-a-number' }

const missingWords = new Set(['', 'na', 'n/a', 'nan', '#n/a', 'null', 'none', 'nil', '-', '–', '—', '?', '.'])
const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const grouped = /^[+-]?\d{1,3}([,'\u00a0\u202f ]\d{3})+(\.\d+)?$/
const groupedContinental = /^[+-]?\d{1,3}([.'\u00a0\u202f ]\d{3})+(,\d+)?$/
const decimalComma = /^[+-]?\d+,\d+$/
const duration = /^(\d+:)?\d{1,3}:\d{2}(\.\d+)?$/
const scaled = /^(.*\d)\s*([kmb])$/i
const scales: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9 }
const currency = /^(?:[$€£¥₹]\s*|(?:USD|EUR|GBP)\s+)(.*)$|^(.*?)(?:\s*[$€£¥₹]|\s+(?:USD|EUR|GBP))$/

const missing: ReadNumber = { kind: 'missing' }
const none: ReadNumber = { kind: 'not-a-number' }

/** Whether a cell says that there is no value. */
export function isMissing(cell: string): boolean {
  return cell === '' || missingWords.has(cell.trim().toLowerCase())
}

/**
 * A number as tables have it: plain, with thousands set apart, with a decimal comma, as a percentage (its number: 12.5 for
 * "12.5%"), with a currency, with K, M or B, and h:mm:ss in seconds. Infinity is no number.
 *
 * @param continental whether a comma is the decimal sign where both readings are possible ("1,234")
 */
export function readNumber(cell: string, continental: boolean): ReadNumber {
  const text = cell.trim()
  if (plain.test(text)) return numberOf(Number(text))
  if (isMissing(text)) return missing
  if (text.endsWith('%')) return readNumber(text.slice(0, -1), continental)
  if (duration.test(text)) {
    return numberOf(text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0))
  }
  const withScale = scaled.exec(text)
  if (withScale) {
    const inner = readNumber(withScale[1]!, continental)
    return inner.kind === 'number' ? numberOf(inner.value * scales[withScale[2]!.toLowerCase()]!) : none
  }
  const withCurrency = currency.exec(text)
  if (withCurrency) return readNumber(withCurrency[1] ?? withCurrency[2] ?? '', continental)
  if (continental && (groupedContinental.test(text) || decimalComma.test(text))) {
    return numberOf(Number(text.replaceAll(/[.'\u00a0\u202f ]/g, '').replace(',', '.')))
  }
  if (grouped.test(text)) return numberOf(Number(text.replaceAll(/[,'\u00a0\u202f ]/g, '')))
  if (decimalComma.test(text)) return numberOf(Number(text.replace(',', '.')))
  return none
}

/** Beyond single precision there is no usable number. */
function numberOf(value: number): ReadNumber {
  return Number.isFinite(Math.fround(value)) ? { kind: 'number', value } : none
}
