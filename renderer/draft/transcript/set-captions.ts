import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { Host } from '../../host/host.ts'

/** How names of captions files end. */
export const captionEndings = ['.srt', '.vtt'] as const

export function isCaptionsFile({ name }: File): boolean {
  return captionEndings.some((ending) => name.toLowerCase().endsWith(ending))
}

/** A file of captions takes 200 kB for a film. */
const mostBytes = 5e6

/**
 * Sets the captions of a draft, or with null takes away those that were added.
 *
 * @throws HooklineError `usage` when the file holds no captions
 */
export async function setCaptions(host: Host, id: string, file: File | null): Promise<Draft> {
  if (!file) return host.call('setCaptions', { id, captions: null })
  if (file.size > mostBytes) {
    throw new HooklineError('usage', `${file.name} is larger than any captions file (${mostBytes / 1e6} MB).`)
  }
  return host.call('setCaptions', { id, captions: { name: file.name, base64: await base64Of(file) } })
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  // In pieces: more arguments than this overflow the stack.
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(binary)
}
