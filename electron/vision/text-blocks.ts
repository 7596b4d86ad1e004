import type { FractionBox, TextLine } from './text-lines.ts'
import type { UnreadReason } from './text-reading.ts'

/** Lines that belong together: shown at the same time, one below the other or side by side. */
export interface TextBlock {
  startS: number
  endS: number
  /** Lines parted by line feeds; empty where it could not be read. */
  text: string
  /** About its middle time. */
  box: FractionBox
  /** Where it stood, from these times on; one entry unless it moved. */
  path: { timeS: number; box: FractionBox }[]
  confidence: number
  unread: UnreadReason | null
  lines: number
  heightShare: number
  /** WCAG contrast ratio of the letters, of the least legible line; null where it could not be told. */
  contrast: number | null
}

/** Lines of a block come and go within this, but for those that are written one after the other. */
const togetherS = 0.35
/** Lines below each other are set this close, in heights of a line; words side by side this close. */
const mostLeading = 1.1
const mostWordGap = 1.6
const mostHeightRatio = 1.7

export function blocksOf(lines: readonly TextLine[]): TextBlock[] {
  const groups: TextLine[][] = []
  for (const line of lines) {
    const near = groups.filter((group) => group.some((other) => belongTogether(other, line)))
    const merged = [...near.flat(), line]
    for (const group of near) groups.splice(groups.indexOf(group), 1)
    groups.push(merged)
  }
  return groups.map(blockOf).toSorted((a, b) => a.startS - b.startS || a.box[1] - b.box[1])
}

function belongTogether(a: TextLine, b: TextLine): boolean {
  if (Math.abs(a.startS - b.startS) > togetherS || Math.abs(a.endS - b.endS) > togetherS) return false
  if ((a.unread === null) !== (b.unread === null)) return false
  const [one, other] = [middleBox(a), middleBox(b)]
  const height = Math.min(one[3], other[3])
  if (Math.max(one[3], other[3]) > mostHeightRatio * height) return false
  const down = Math.max(one[1], other[1]) - Math.min(one[1] + one[3], other[1] + other[3])
  const across = Math.max(one[0], other[0]) - Math.min(one[0] + one[2], other[0] + other[2])
  const isSameRow = down < -0.5 * height
  return isSameRow ? across < mostWordGap * height : across < 0 && down < mostLeading * height
}

function blockOf(lines: readonly TextLine[]): TextBlock {
  const rows = inRows(lines)
  const read = lines.filter(({ unread }) => unread === null)
  const longest = lines.toSorted((a, b) => b.path.length - a.path.length)[0]!
  const contrasts = lines.flatMap(({ contrasts }) => (contrasts.length > 0 ? [median(contrasts)] : []))
  return {
    startS: Math.min(...lines.map(({ startS }) => startS)),
    endS: Math.max(...lines.map(({ endS }) => endS)),
    text: read.length > 0 ? rows.map((row) => row.map(({ text }) => text).join(' ')).join('\n') : '',
    box: unionBox(lines.map(middleBox)),
    path: longest.path.map(({ timeS }) => ({
      timeS,
      box: unionBox(lines.map((line) => boxAt(line, timeS))),
    })),
    confidence: mean((read.length > 0 ? read : lines).map(({ confidence }) => confidence)),
    unread: read.length > 0 ? null : lines[0]!.unread,
    lines: rows.length,
    heightShare: median(lines.map(({ heightShare }) => heightShare)),
    contrast: contrasts.length > 0 ? Math.min(...contrasts) : null,
  }
}

/** From top to bottom, and in each row from left to right. */
function inRows(lines: readonly TextLine[]): TextLine[][] {
  const rows: TextLine[][] = []
  for (const line of lines.toSorted((a, b) => middleBox(a)[1] - middleBox(b)[1])) {
    const box = middleBox(line)
    const row = rows.find(([first]) => {
      const other = middleBox(first!)
      return Math.abs(box[1] + box[3] / 2 - other[1] - other[3] / 2) < 0.5 * Math.min(box[3], other[3])
    })
    if (row) row.push(line)
    else rows.push([line])
  }
  return rows.map((row) => row.toSorted((a, b) => middleBox(a)[0] - middleBox(b)[0]))
}

function middleBox(line: TextLine): FractionBox {
  return boxAt(line, (line.startS + line.endS) / 2)
}

function boxAt({ path }: TextLine, timeS: number): FractionBox {
  return (path.findLast((place) => place.timeS <= timeS) ?? path[0]!).box
}

function unionBox(boxes: readonly FractionBox[]): FractionBox {
  const x = Math.min(...boxes.map((box) => box[0]))
  const y = Math.min(...boxes.map((box) => box[1]))
  return [
    x,
    y,
    Math.max(...boxes.map((box) => box[0] + box[2])) - x,
    Math.max(...boxes.map((box) => box[1] + box[3])) - y,
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1]!
}
