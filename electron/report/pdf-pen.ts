import PDFDocument from 'pdfkit'
import { charactersOf, fontRuns, type FontRun, type FontWeight } from './pdf-fonts.ts'

/** Points of A4. */
const pageSize = { width: 595.28, height: 841.89 }
const margin = 48
const footer = 30
export const lineWidth = pageSize.width - 2 * margin

export interface TextStyle {
  size?: number
  weight?: FontWeight
  colour?: string
  /** From the left margin. */
  indent?: number
  width?: number
}

interface Line {
  runs: FontRun[]
  width: number
}

/**
 * Writes down a page and goes on to the next one when it is full. All text is laid out here, so that none is cut off: a
 * line that is too long is broken, within a word if it must be.
 */
export class PdfPen {
  readonly doc: PDFKit.PDFDocument
  y = margin
  private readonly widths = new Map<string, number>()

  constructor(title: string, madeOn: Date) {
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: 'en',
      displayTitle: true,
      info: { Title: title, Creator: 'Hookline', CreationDate: madeOn },
    })
  }

  get left(): number {
    return margin
  }

  /** Room down to the bottom of this page. */
  get room(): number {
    return pageSize.height - margin - footer - this.y
  }

  /** Goes to a new page unless there is so much room. */
  need(height: number): void {
    if (this.room >= height || this.y === margin) return
    this.doc.addPage()
    this.y = margin
  }

  skip(height: number): void {
    this.y += height
  }

  text(text: string, style: TextStyle = {}): void {
    const { size = 9, colour = '#16181c', indent = 0 } = style
    for (const line of this.lines(text, style)) {
      this.need(lineHeight(size))
      let x = margin + indent
      for (const { font, text: drawn } of line.runs) {
        this.doc.font(font).fontSize(size).fillColor(colour).text(drawn, x, this.y, { lineBreak: false })
        x += this.widthOf(font, drawn, size)
      }
      this.y += lineHeight(size)
    }
  }

  /** The height of a text that is not drawn yet. */
  heightOf(text: string, style: TextStyle = {}): number {
    return this.lines(text, style).length * lineHeight(style.size ?? 9)
  }

  /** Draws several texts side by side, each in its own column; the next line begins below the longest. */
  columns(cells: readonly { text: string; style: TextStyle & { indent: number; width: number } }[]): void {
    const height = Math.max(...cells.map(({ text, style }) => this.heightOf(text, style)))
    const whole = pageSize.height - 2 * margin - footer
    this.need(Math.min(height, whole))
    const top = this.y
    if (height > whole) {
      // Longer than a page: one after the other, so that each goes on where there is room.
      for (const { text, style } of cells) this.text(text, style)
      return
    }
    for (const { text, style } of cells) {
      this.y = top
      this.text(text, style)
    }
    this.y = top + height
  }

  /** A JPEG within a box, at a place from the left margin. */
  image(jpeg: Uint8Array, indent: number, y: number, box: { width: number; height: number }): void {
    this.doc.image(Buffer.from(jpeg), margin + indent, y, { fit: [box.width, box.height] })
  }

  /** Numbers the pages and gives the whole file. */
  async finish(): Promise<Uint8Array> {
    const { start, count } = this.doc.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(start + page)
      this.y = pageSize.height - margin - 8
      // At the foot there is always room for one line.
      this.line(`${page + 1} of ${count}`, { size: 8, colour: '#555b66' })
    }
    const chunks: Buffer[] = []
    this.doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    const ended = new Promise((resolve, reject) => this.doc.on('end', resolve).on('error', reject))
    this.doc.end()
    await ended
    return Buffer.concat(chunks)
  }

  private line(text: string, { size = 9, colour = '#000' }: TextStyle): void {
    for (const { font, text: drawn } of fontRuns(text, 400)) {
      this.doc.font(font).fontSize(size).fillColor(colour).text(drawn, margin, this.y, { lineBreak: false })
    }
  }

  private lines(text: string, { size = 9, weight = 400, indent = 0, width }: TextStyle): Line[] {
    const room = width ?? lineWidth - indent
    return text
      .split(/\r\n|[\n\r\u2028\u2029]/)
      .flatMap((paragraph) => this.broken(paragraph, size, weight, room))
  }

  private broken(paragraph: string, size: number, weight: FontWeight, room: number): Line[] {
    const lines: Line[] = [{ runs: [], width: 0 }]
    for (const word of paragraph.match(/\S+\s*|\s+/g) ?? []) {
      for (const piece of this.fitting(word, size, weight, room)) {
        const runs = fontRuns(piece, weight)
        // A blank at the end of a line may stand beyond its edge.
        const inkWidth = this.widthOfRuns(fontRuns(piece.trimEnd(), weight), size)
        let line = lines.at(-1)!
        if (line.width > 0 && line.width + inkWidth > room) {
          line = { runs: [], width: 0 }
          lines.push(line)
        }
        line.runs.push(...runs)
        line.width += this.widthOfRuns(runs, size)
      }
    }
    return lines
  }

  /** A word that is longer than a line, in pieces that are not. */
  private fitting(word: string, size: number, weight: FontWeight, room: number): string[] {
    if (this.widthOfRuns(fontRuns(word.trimEnd(), weight), size) <= room) return [word]
    const pieces: string[] = []
    let piece = ''
    for (const character of charactersOf(word)) {
      if (piece && this.widthOfRuns(fontRuns(piece + character, weight), size) > room) {
        pieces.push(piece)
        piece = ''
      }
      piece += character
    }
    return [...pieces, piece]
  }

  private widthOfRuns(runs: readonly FontRun[], size: number): number {
    return runs.reduce((sum, { font, text }) => sum + this.widthOf(font, text, size), 0)
  }

  private widthOf(font: string, text: string, size: number): number {
    const key = `${font} ${size} ${text}`
    let width = this.widths.get(key)
    if (width === undefined) {
      width = this.doc.font(font).fontSize(size).widthOfString(text)
      this.widths.set(key, width)
    }
    return width
  }
}

function lineHeight(size: number): number {
  return size * 1.4
}
