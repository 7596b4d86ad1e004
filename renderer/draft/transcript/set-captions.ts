import { useCallback } from 'react'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { useAppState } from '../../state/app-state-context.tsx'

/** How names of captions files end. */
export const captionEndings = ['.srt', '.vtt'] as const

export function isCaptionsFile({ name }: File): boolean {
  return captionEndings.some((ending) => name.toLowerCase().endsWith(ending))
}

/** A file of captions takes 200 kB for a film. */
const mostBytes = 5e6

/** A captions file as the contract carries it. */
interface SentCaptions {
  name: string
  base64: string
}

/** Sets the captions of a draft, or with null takes away those that were added, such that it can be taken back. */
export type SetCaptions = (id: string, file: File | null) => Promise<void>

export function useSetCaptions(): SetCaptions {
  const { host, drafts, notices, perform } = useAppState()
  return useCallback(
    async (id, file) => {
      try {
        const captions = file && (await captionsOf(file))
        const before = (await host.call('draftCaptions', { id })).captions
        const set = async (to: SentCaptions | null): Promise<void> =>
          drafts.changed(await host.call('setCaptions', { id, captions: to }))
        const label = file ? `add ${file.name}` : `remove ${before?.name ?? 'the captions'}`
        await perform(
          {
            label,
            run: () => set(captions),
            undo: () =>
              set(before && { name: before.name, base64: base64Of(new TextEncoder().encode(before.text)) }),
          },
          file ? `${file.name} holds what is said now.` : 'The captions are gone.',
        )
      } catch (thrown) {
        notices.tellError(thrown)
      }
    },
    [host, drafts, notices, perform],
  )
}

async function captionsOf(file: File): Promise<SentCaptions> {
  if (file.size > mostBytes) {
    throw new HooklineError('usage', `${file.name} is larger than any captions file (${mostBytes / 1e6} MB).`)
  }
  return { name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) }
}

function base64Of(bytes: Uint8Array): string {
  let binary = ''
  // In pieces: more arguments than this overflow the stack.
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(binary)
}
