import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A part that is shipped, with its licence. */
export interface ShippedPart {
  name: string
  version: string
  /** SPDX expression as the part states it. */
  licence: string
  text: string
}

/** Stands in the list for a text that a package does not carry. */
export const withoutText = '(The package carries no text of its licence.)'

/** Licences that may be linked in or bundled. GPL and AGPL are not among them: ffmpeg stays a program of its own. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
])

/**
 * The list of all bundled parts as text, for the package.
 *
 * @throws Error when a part's licence is not known or may not be linked in
 */
export function licenceList(parts: readonly ShippedPart[], programs: string): string {
  const unknown = parts.filter(({ licence }) => !mayBeShipped(licence))
  if (unknown.length > 0) {
    const names = unknown.map(({ name, licence }) => `${name} (${licence || 'none stated'})`)
    throw new Error(`These parts have a licence that may not be bundled: ${names.join(', ')}`)
  }
  const sorted = [...parts].sort((a, b) => a.name.localeCompare(b.name, 'en'))
  return [
    'Hookline is made with the parts below. Electron and Chromium state theirs in LICENSE.electron.txt and',
    'LICENSES.chromium.html beside this file.',
    programs,
    ...sorted.map(
      ({ name, version, licence, text }) => `${'='.repeat(80)}\n${name} ${version} · ${licence}\n\n${text}`,
    ),
    '',
  ].join('\n\n')
}

/** An expression is fine when one of its alternatives is, all of whose parts are. */
function mayBeShipped(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some((alternative) => alternative.split(/ AND /).every((licence) => allowed.has(licence.trim())))
}

/**
 * The packages in a `node_modules` folder and in those inside its packages.
 *
 * @param isShipped tells by its path relative to the folder whether a package goes into the app
 */
export function packagesIn(folder: string, isShipped: (path: string) => boolean): ShippedPart[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
    )
  return names.flatMap((name) => {
    const path = join(folder, name)
    const part = isShipped(name) ? partIn(path) : null
    const inner = packagesIn(join(path, 'node_modules'), (nested) =>
      isShipped(`${name}/node_modules/${nested}`),
    )
    return part ? [part, ...inner] : inner
  })
}

function partIn(folder: string): ShippedPart | null {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return null
  const { name, version, license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as {
    name: string
    version: string
    license?: string | { type: string }
    licenses?: { type: string }[]
  }
  const stated = license ?? licenses?.[0]
  const text = textIn(folder)
  const licence = typeof stated === 'string' ? stated : (stated?.type ?? licenceOfText(text))
  return { name, version, licence, text }
}

/** Old packages state their licence by its text alone. */
export function licenceOfText(text: string): string {
  return /^(The )?MIT License/i.test(text) ? 'MIT' : ''
}

function textIn(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name))
  return file ? readFileSync(join(folder, file), 'utf8').trim() : withoutText
}
