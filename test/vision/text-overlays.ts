import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { mulberry32 } from '../../shared/mulberry32.ts'

/** Letters of a file, as ffmpeg's drawtext takes them. */
export interface OverlayFont {
  name: string
  path: string
}

/** One overlay with its truth. */
export interface Overlay {
  text: string
  font: OverlayFont
  startS: number
  endS: number
  /** Font size as a share of the frame's height. */
  size: number
  style: 'outline' | 'box' | 'shadow' | 'plain'
  colour: string
  /** Where the line begins (top), as a share of the height. */
  top: number
  /** Shares of the width a second that it moves to the right. */
  speed: number
}

const packages = createRequire(import.meta.url)

/** Letters that editors set: wide and narrow, heavy and thin, with serifs, leaning, of one width, of a brush and a marker. */
const cuts = [
  ['inter', '300-normal'],
  ['montserrat', '800-normal'],
  ['oswald', '600-normal'],
  ['anton', '400-normal'],
  ['lobster', '400-normal'],
  ['bebas-neue', '400-normal'],
  ['poppins', '600-normal'],
  ['playfair-display', '700-normal'],
  ['permanent-marker', '400-normal'],
  ['courier-prime', '700-normal'],
  ['roboto-slab', '700-normal'],
  ['merriweather', '400-italic'],
  ['inter', '900-normal'],
  ['oswald', '300-normal'],
  ['poppins', '900-italic'],
] as const

/** Fifteen cuts of twelve families, the same on every machine. */
export function overlayFonts(): OverlayFont[] {
  return cuts.map(([family, cut]) => ({
    name: `${family} ${cut}`,
    path: join(
      packages.resolve(`@fontsource/${family}/package.json`),
      '..',
      'files',
      `${family}-latin-${cut}.woff`,
    ),
  }))
}

/** One face for nearly every script, drawn in squares. */
export const everyScript: OverlayFont = {
  name: 'Unifont',
  path: join(
    packages.resolve('@fontsource/unifont/package.json'),
    '..',
    'files',
    'unifont-latin-400-normal.woff',
  ),
}

/** Fonts that write Latin, or a language, by family and file; none where there is no fontconfig. */
export function fontFiles(languages: readonly string[]): OverlayFont[] {
  try {
    const query = (languages.length > 0 ? languages : ['en']).map((language) => `:lang=${language}`).join('')
    return execFileSync('fc-list', [query, '--format', '%{family[0]}\t%{file}\n'], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.split('\t'))
      .flatMap(([name, path]) => (name && path && /\.(ttf|otf|ttc)$/i.test(path) ? [{ name, path }] : []))
      .toSorted((a, b) => a.path.localeCompare(b.path))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw thrown
  }
}

const words =
  'stop scrolling wait people never tell you about this simple trick that saved money before lunch every morning we tried three ways and only one worked here is what happened next when nobody looked follow for part two save your favourite recipe now watch until the end because it gets better'.split(
    ' ',
  )

/** Overlays one after the other, each with letters, size, style and words of its own, by a seed. */
export function someOverlays(fonts: readonly OverlayFont[], seed: number): Overlay[] {
  const random = mulberry32(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return fonts.flatMap((font, i) => {
    const startS = 0.6 + 2.3 * i + 0.4 * random()
    return [0.14, 0.62].map((top, place) => {
      const size = 0.042 + 0.022 * random()
      const count = size > 0.055 ? 2 : 3
      const from = Math.floor(random() * (words.length - count))
      return {
        text: words.slice(from, from + count).join(' '),
        font,
        startS: startS + 0.15 * place,
        endS: startS + 1.5 + 0.3 * random(),
        size,
        style: pick(['outline', 'box', 'shadow', 'outline'] as const),
        colour: pick(['white', 'white', 'yellow', '0xffe0f0', '0x80ffb0']),
        top: top + 0.1 * random(),
        speed: i % 4 === 3 && place === 0 ? 0.08 : 0,
      }
    })
  })
}

/** Lays overlays over footage. */
export function overlaid(
  footage: string,
  out: string,
  size: { width: number; height: number; seconds: number; fromS: number },
  overlays: readonly Overlay[],
): void {
  const { width, height, seconds, fromS } = size
  const filters = [
    `scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height},setsar=1,fps=30`,
    ...overlays.map((overlay, i) => drawn(overlay, `${out}.${i}.txt`, width, height)),
  ]
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-stream_loop', '3', '-ss', String(fromS), '-i', footage, '-t', String(seconds)],
    ...['-vf', filters.join(','), '-an', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', out],
  ])
}

function drawn(overlay: Overlay, textFile: string, width: number, height: number): string {
  writeFileSync(textFile, overlay.text)
  const size = Math.round(overlay.size * height)
  const style = {
    outline: `:borderw=${Math.max(2, Math.round(size / 16))}:bordercolor=black`,
    box: `:box=1:boxcolor=black@0.65:boxborderw=${Math.round(size / 4)}`,
    shadow: `:shadowx=${Math.round(size / 20)}:shadowy=${Math.round(size / 20)}:shadowcolor=black`,
    plain: '',
  }[overlay.style]
  const x = overlay.speed === 0 ? '(w-tw)/2' : `0.04*w+${overlay.speed * width}*(t-${overlay.startS})`
  return (
    `drawtext=fontfile='${overlay.font.path}':textfile='${textFile}':fontsize=${size}:fontcolor=${overlay.colour}` +
    `${style}:x=${x}:y=${Math.round(overlay.top * height)}:enable='between(t,${overlay.startS},${overlay.endS})'`
  )
}
