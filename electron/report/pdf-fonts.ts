import { createRequire } from 'node:module'

/** A stretch of text that one font file can draw. */
export interface FontRun {
  /** The path of the font file. */
  font: string
  text: string
}
export type FontWeight = 400 | 600

const findInPackages = createRequire(import.meta.url)

/** Font files of Inter by script, those of Latin first: each has a part of the characters. */
const scripts = [
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'vietnamese',
] as const
type Script = (typeof scripts)[number]

/** What Inter's files don't have and texts use, in characters that they have. */
const substitutes: Readonly<Record<string, string>> = {
  '≥': '>=',
  '≤': '<=',
  '≈': '~',
  '→': '->',
  '←': '<-',
  '′': '’',
  '\t': ' ',
  '\u3000': ' ',
}
const missing = '?'

/**
 * Splits text into runs, each in the font file that has its characters. What none has stands as one question mark for each
 * character that is seen, however many signs it is written with; `undrawn` names it.
 */
export function fontRuns(text: string, weight: FontWeight): FontRun[] {
  const runs: FontRun[] = []
  const add = (script: Script, drawn: string): void => {
    const font = fontPath(script, weight)
    const last = runs.at(-1)
    // A blank stays in the run that it follows.
    if (last && (last.font === font || drawn === ' ')) last.text += drawn
    else runs.push({ font, text: drawn })
  }
  for (const seen of charactersOf(text)) {
    const signs = signsOf(seen)
    if (signs === null) add('latin', missing)
    else for (const sign of signs) add(scriptOf(sign.codePointAt(0)!)!, sign)
  }
  return runs
}

/** Kinds of characters that the fonts of a PDF report don't have, by what an editor calls them. */
const undrawnKinds: readonly (readonly [string, RegExp])[] = [
  [
    'Chinese or Japanese characters',
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u,
  ],
  ['Korean characters', /\p{Script=Hangul}/u],
  ['Arabic characters', /\p{Script=Arabic}/u],
  ['Hebrew characters', /\p{Script=Hebrew}/u],
  ['Thai characters', /\p{Script=Thai}/u],
  ['Devanagari characters', /\p{Script=Devanagari}/u],
  ['emoji', /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u],
]

/** What of some texts a PDF report can't draw, in words and each kind once: `emoji`, `Korean characters`, … */
export function undrawn(texts: Iterable<string>): string[] {
  const found = new Set<string>()
  for (const text of texts)
    for (const seen of charactersOf(text)) {
      if (signsOf(seen) !== null) continue
      found.add(undrawnKinds.find(([, kind]) => kind.test(seen))?.[0] ?? 'other characters')
    }
  return [...found].toSorted()
}

/** The signs that a character is drawn with, or null when no font has one of them. Marks that nobody sees need none. */
function signsOf(seen: string): string[] | null {
  const signs = Array.from(seen)
    .flatMap((written) => Array.from(substitutes[written] ?? written))
    .filter((sign) => !/[\p{Cc}\p{Cf}]/u.test(sign))
  return signs.every((sign) => scriptOf(sign.codePointAt(0)!) !== null) ? signs : null
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text in characters as they are seen: a flag or a family is one, whatever it is written with. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => segment)
}

const paths = new Map<string, string>()

/** Looking for a package costs much more than remembering where it was. */
function fontPath(script: Script, weight: FontWeight): string {
  const name = `inter-${script}-${weight}-normal.woff`
  let path = paths.get(name)
  if (path === undefined) {
    path = findInPackages.resolve(`@fontsource/inter/files/${name}`)
    paths.set(name, path)
  }
  return path
}

let ranges: Map<Script, [number, number][]> | null = null

function scriptOf(codePoint: number): Script | null {
  ranges ??= readRanges()
  return (
    scripts.find((script) => ranges!.get(script)!.some(([a, b]) => codePoint >= a && codePoint <= b)) ?? null
  )
}

/** The package names the characters of each file as a style sheet does: U+0000-00FF,U+0131,… */
function readRanges(): Map<Script, [number, number][]> {
  const texts = findInPackages('@fontsource/inter/unicode.json') as Record<Script, string>
  return new Map(
    scripts.map((script) => [
      script,
      texts[script].split(',').map((range) => {
        const [from, to = from] = range
          .slice(2)
          .split('-')
          .map((hex) => parseInt(hex, 16))
        return [from!, to!]
      }),
    ]),
  )
}
