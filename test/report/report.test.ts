import { execFileSync } from 'node:child_process'
import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { chromium } from 'playwright'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { fontRuns, undrawn } from '../../electron/report/pdf-fonts.ts'
import { lineWidth, PdfPen } from '../../electron/report/pdf-pen.ts'
import { reportDocument, type ReportDocument } from '../../electron/report/report-document.ts'
import { reportHtml } from '../../electron/report/report-html.ts'
import { reportPdf } from '../../electron/report/report-pdf.ts'
import { frameAt, reportPictures } from '../../electron/report/report-pictures.ts'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { scoreDraft } from '../../electron/scoring/score-draft.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { chromiumPath, hasChromium } from '../media/browser-player.ts'
import { goodDraft, measurementOf } from '../scoring/measurements.ts'

const hostile = `<script>alert(1)</script>"'&<img src=x onerror=alert(2)>\u0000\u0007`
const details = {
  title: hostile,
  caption: 'Größe ≥ 2 Ω, Жук',
  hashtags: ['#a"b', '<i>'],
  account: `x'><svg onload=alert(3)>`,
}
const measurement = measurementOf({ ...goodDraft(), motion: 0.001 })
const score = scoreDraft(measurement, { platform: 'tiktok', details, intentional: [] })
let jpeg: Uint8Array
let report: ReportDocument

beforeAll(async () => {
  const { ffmpegPath } = await locateFfmpeg()
  jpeg = execFileSync(ffmpegPath, [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=360x640', '-frames:v', '1', '-f', 'mjpeg', 'pipe:1'],
  ])
  const frameTimesS = Float64Array.from({ length: 600 }, (_, i) => i / 30)
  const source = { frameTimesS, thumbnails: [], frame: () => Promise.resolve(jpeg) }
  report = reportDocument({
    measurement,
    score: { ...score, file: `/drafts/${hostile}.mp4` },
    details,
    poster: jpeg,
    pictures: await reportPictures(score, source),
    madeOn: new Date('2026-11-21T12:00:00Z'),
  })
})

describe('the HTML report', () => {
  it.runIf(hasChromium)('shows everything, runs and loads nothing, in a browser', async () => {
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      const trouble: string[] = []
      page.on('dialog', () => trouble.push('a script ran'))
      page.on('console', (message) => trouble.push(message.text()))
      page.on('request', (request) => {
        if (!/^(data|about):/.test(request.url())) trouble.push(request.url())
      })
      await page.setContent(reportHtml(report), { waitUntil: 'load' })
      expect(trouble).toEqual([])
      expect(await page.locator('script, svg [onload], img[onerror]').count()).toBe(0)
      const text = await page.locator('body').innerText()
      for (const part of [
        '<script>alert(1)</script>',
        'Größe ≥ 2 Ω, Жук',
        'What the numbers mean',
        'Text, asks and faces',
        'Stop scrolling now',
        'asks to save',
        String(score.overall),
      ]) {
        expect(text).toContain(part)
      }
      for (const { label, fix } of [score.hook, score.content, score.cta].flatMap(({ checks }) => checks)) {
        expect(text).toContain(label)
        if (fix) expect(text).toContain(fix)
      }
      for (const { reason } of score.omitted) expect(text).toContain(reason)
      for (const { source } of score.compliance) expect(text).toContain(source)
      const loaded = await page.evaluate('[...document.images].every((image) => image.naturalWidth > 0)')
      expect(loaded).toBe(true)
      // Nothing is wider than a narrow window, and the curves lie within their drawing.
      await page.setViewportSize({ width: 480, height: 800 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(480)
      const points = await page.evaluate(
        `[...document.querySelectorAll('polyline')].map((line) => line.getAttribute('points'))`,
      )
      expect(JSON.stringify(points)).not.toContain('NaN')
      expect((points as string[]).length).toBeGreaterThanOrEqual(2)
    } finally {
      await browser.close()
    }
  })

  it('escapes whatever text is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const html = reportHtml({
          ...report,
          poster: null,
          checks: [],
          title: `${text}<b x="${text}">`,
          warnings: [text],
        })
        expect(html).not.toMatch(/<b x=/)
        expect(html.match(/<\w+/g)).toEqual(
          reportHtml({ ...report, poster: null, checks: [], title: '', warnings: [''] }).match(/<\w+/g),
        )
      }),
      { numRuns: 50 },
    )
  })
})

describe('the PDF report', () => {
  it('has pages with numbers, the pictures and embedded fonts', async () => {
    const pdf = Buffer.from(await reportPdf(report)).toString('latin1')
    const pages = pdf.match(/\/Type \/Page\b/g)!.length
    expect(pages).toBeGreaterThan(2)
    expect(pdf.match(/\/Subtype \/Image/g)!.length).toBeGreaterThan(0)
    // Latin, Cyrillic and Greek of the caption.
    expect(pdf.match(/\/FontFile/g)!.length).toBeGreaterThanOrEqual(4)
    const streams = [...pdf.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, bytes]) => {
      try {
        return [inflateSync(Buffer.from(bytes!, 'latin1')).toString('latin1')]
      } catch {
        return [] // a picture
      }
    })
    expect(streams.length).toBeGreaterThan(pages)
  })

  it('cuts no text off: each stretch ends within the margins, whatever the words', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: 'grapheme-ascii', minLength: 100, maxLength: 600 }),
    )
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 20, max: 400 }),
        (texts, indent) => {
          const pen = new PdfPen('t', new Date(0))
          const { doc } = pen
          const drawn: { x: number; y: number; endX: number; text: string }[] = []
          const write = doc.text.bind(doc)
          doc.text = ((shown: string, x: number, y: number, options: object) => {
            drawn.push({ x, y, endX: x + doc.widthOfString(shown.trimEnd()), text: shown })
            return write(shown, x, y, options)
          }) as typeof doc.text
          for (const each of texts) pen.text(each, { indent, size: 11 })
          const right = pen.left + lineWidth
          for (const { x, y, endX } of drawn) {
            expect(x).toBeGreaterThanOrEqual(pen.left)
            expect(endX).toBeLessThanOrEqual(right + 11)
            expect(y).toBeLessThan(842 - 48 - 30)
          }
          const letters = (value: string): string => value.replace(/\s/g, '')
          const expected = texts
            .flatMap((each) => each.split(/\r\n|[\n\r\u2028\u2029]/))
            .map((line) =>
              fontRuns(line, 400)
                .map((run) => run.text)
                .join(''),
            )
          expect(letters(drawn.map((run) => run.text).join(''))).toBe(letters(expected.join('')))
        },
      ),
      { numRuns: 30 },
    )
  }, 120_000)

  it('draws each script with the font that has it, and says ? for what none has', () => {
    const runs = fontRuns('aő Ж Ω ≥ 漢', 400).map(({ font, text }) => [
      /inter-([\w-]+)-400/.exec(font)![1],
      text.trim(),
    ])
    expect(runs).toEqual([
      ['latin', 'a'],
      ['latin-ext', 'ő'],
      ['cyrillic', 'Ж'],
      ['greek', 'Ω'],
      ['latin', '>= ?'],
    ])
  })
})

describe('what the fonts of a PDF lack', () => {
  it('is one ? for each character that is seen, never a box', () => {
    const drawn = (text: string): string =>
      fontRuns(text, 400)
        .map((run) => run.text)
        .join('')
    expect(drawn('東京 v2.mp4')).toBe('?? v2.mp4')
    expect(drawn('\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u{1F1E9}\u{1F1EA}!')).toBe('??!')
    expect(drawn('Cafe\u0301')).toBe('Café')
  })

  it('is said in words, so that nobody takes ? for the name of the file', async () => {
    expect(undrawn(['東京', 'カット', '한국', 'שלום', 'مرحبا', '\u{1F600}', 'Größe ≥ 2'])).toEqual([
      'Arabic characters',
      'Chinese or Japanese characters',
      'Hebrew characters',
      'Korean characters',
      'emoji',
    ])
    expect(undrawn(['Жук Ωmega →\t\u0000', 'ő'])).toEqual([])
    const told: string[] = []
    const write = vi.spyOn(PdfPen.prototype, 'text').mockImplementation((text) => void told.push(text))
    await reportPdf({ ...report, title: '東京.mp4' })
    write.mockRestore()
    expect(told.join('\n')).toContain('no letters for Chinese or Japanese characters: each stands as ?')
  })
})

describe('pictures of evidence', () => {
  it('show the frame that is on at that time', () => {
    const times = Float64Array.of(0, 0.5, 0.6, 2)
    expect([0, 0.49, 0.5, 0.59, 1.9, 2, 9].map((timeS) => frameAt(timeS, times))).toEqual([
      0, 0, 1, 1, 2, 3, 3,
    ])
  })

  it('are the nearest kept ones when the file is gone, and no report hides another failure', async () => {
    const frameTimesS = Float64Array.from({ length: 600 }, (_, i) => i / 30)
    const thumbnails = [0, 1, 2].map((timeS) => ({ timeS, jpeg }))
    const gone = () => Promise.reject(new HooklineError('file_missing', 'gone'))
    const pictures = await reportPictures(score, { frameTimesS, thumbnails, frame: gone })
    expect(pictures.size).toBeGreaterThan(0)
    for (const { timeS } of pictures.values()) expect([0, 1, 2]).toContain(timeS)
    const cancelled = () => Promise.reject(new HooklineError('cancelled', 'Cancelled.'))
    await expect(reportPictures(score, { frameTimesS, thumbnails, frame: cancelled })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
