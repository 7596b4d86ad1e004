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
}
const missing = '?'

/** Splits text into runs, each in the font file that has its characters; what none has becomes a question mark. */
export function fontRuns(text: string, weight: FontWeight): FontRun[] {
  const runs: FontRun[] = []
  for (const written of text.normalize('NFC')) {
    for (const character of substitutes[written] ?? written) {
      const script = scriptOf(character.codePointAt(0)!)
      const font = fontPath(script ?? 'latin', weight)
      const last = runs.at(-1)
      const drawn = script ? character : missing
      // A blank stays in the run that it follows.
      if (last && (last.font === font || drawn === ' ')) last.text += drawn
      else runs.push({ font, text: drawn })
    }
  }
  return runs
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
  // Control characters, and marks that stand for nothing that is drawn.
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return null
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
