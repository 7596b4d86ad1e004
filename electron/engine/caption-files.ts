import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { CaptionFile } from '../../shared/contract/words.ts'
import { beforeSilence } from '../media/silence.ts'
import { captionText } from '../words/caption-text.ts'
import { noCaptions, parseCaptions } from '../words/captions.ts'

/** Captions of a film take 200 kB; a larger file is something else. */
const mostBytes = 5e6

/**
 * A captions file from its bytes.
 *
 * @throws HooklineError `usage` when nothing in it can be read as captions
 */
export function captionFile(name: string, bytes: Uint8Array): CaptionFile {
  if (bytes.length > mostBytes)
    throw unusable(`${name} is larger than any captions file (${mostBytes / 1e6} MB).`)
  const file = { name, ...captionText(bytes) }
  const { cues, skipped } = parseCaptions(file.text)
  if (cues.length === 0) throw unusable(noCaptions(name, skipped))
  return file
}

function unusable(message: string): HooklineError {
  return new HooklineError('usage', message, 'Give it a SubRip (.srt) or WebVTT (.vtt) file.')
}

/**
 * The captions file that a person named.
 *
 * @throws HooklineError `usage` when it can't be read or holds no captions
 */
export async function givenCaptions(path: string): Promise<CaptionFile> {
  return captionFile(basename(path), await bytesOf(path))
}

function bytesOf(path: string): Promise<Uint8Array> {
  return beforeSilence(() => readFile(path)).catch((cause: unknown) => {
    if (cause instanceof HooklineError) throw cause
    throw new HooklineError(
      'usage',
      `The captions in ${path} could not be read.`,
      'Check the name and its permissions.',
      { cause },
    )
  })
}

/**
 * The captions beside a draft: its name with `.srt` or `.vtt`, with or without its own ending or a language in between
 * (`draft.en.srt`). Of several the one with the shortest name counts, SubRip first. One that holds no captions is taken
 * all the same, so that it can be said.
 *
 * @throws HooklineError `usage` when it is there but can't be read: silence would score without it
 */
export async function captionsBeside(path: string): Promise<CaptionFile | null> {
  const folder = dirname(path)
  const names = await beforeSilence(() => readdir(folder)).catch((thrown: unknown) => {
    if (thrown instanceof HooklineError) throw thrown
    return [] // a folder that can't be listed shows nothing beside the draft; the draft itself may be readable
  })
  const [name] = names
    .filter((one) => isCaptionsOf(one, basename(path)))
    .toSorted((a, b) => a.length - b.length || a.localeCompare(b))
  if (name === undefined) return null
  const file = join(folder, name)
  const info = await stat(file)
  if (!info.isFile() || info.size > mostBytes) return null
  return { name, ...captionText(await bytesOf(file)) }
}

function isCaptionsOf(name: string, draft: string): boolean {
  const stem = draft.slice(0, draft.length - extname(draft).length)
  if (!/\.(srt|vtt)$/i.test(name)) return false
  const captioned = name.slice(0, -4)
  const rest = [draft, stem].find((start) => captioned.startsWith(start))
  return rest !== undefined && /^(\.[a-z]{2,3}([-_][a-z0-9]{2,8})*)?$/i.test(captioned.slice(rest.length))
}
