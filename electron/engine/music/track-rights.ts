import { readFile } from 'node:fs/promises'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { trackSidecarSchema, type TrackRights } from '../../../shared/contract/music.ts'
import { beforeSilence } from '../../media/silence.ts'

const nothingKnown: TrackRights = {
  status: 'unknown',
  source: null,
  licence: null,
  holder: null,
  until: null,
  contentId: 'unknown',
  note: null,
}

/**
 * What is known of the right to use a track: from TRACK.hookline.json beside it, else from its tags, else nothing.
 *
 * @param tags keys in lower case
 * @throws HooklineError `usage` for a sidecar that isn't what it should be: silence would hide what it says
 */
export async function trackRights(
  path: string,
  tags: Readonly<Record<string, string>>,
): Promise<TrackRights> {
  const sidecar = `${path}.hookline.json`
  const text = await beforeSilence(() => readFile(sidecar, 'utf8')).catch((thrown: unknown) => {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (thrown instanceof HooklineError) throw thrown
    throw unreadable(sidecar, 'could not be read', thrown)
  })
  return text === null ? rightsFromTags(tags) : rightsFromSidecar(text, sidecar)
}

/** @throws HooklineError `usage` */
export function rightsFromSidecar(text: string, source: string): TrackRights {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw unreadable(source, 'are not JSON', cause)
  }
  const parsed = trackSidecarSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw unreadable(source, `don't fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const { status, licence, holder, until, contentId, note } = parsed.data.rights
  return {
    ...nothingKnown,
    ...{ status, source: 'sidecar' },
    licence: licence ?? null,
    holder: holder ?? null,
    until: until ?? null,
    contentId: contentId ?? 'unknown',
    note: note ?? null,
  }
}

function unreadable(source: string, what: string, cause?: unknown): HooklineError {
  return new HooklineError('usage', `The rights in ${source} ${what}.`, 'See `hookline schema track`.', {
    cause,
  })
}

/**
 * Only licences that are known by name settle anything: a line of copyright says whose it is, not who may use it. Keys are those of
 * Vorbis comments (LICENSE, COPYRIGHT), which ID3's TXXX and TCOP and MP4's cprt become.
 */
export function rightsFromTags(tags: Readonly<Record<string, string>>): TrackRights {
  const licence = [tags.license, tags.licence, tags['license url'], tags.wcop].find(Boolean) ?? null
  const copyright = tags.copyright ?? null
  const text = [licence, copyright].filter(Boolean).join(' ')
  const status = statusOf(text)
  if (!text) return nothingKnown
  return {
    ...nothingKnown,
    status,
    source: 'tag',
    licence: licence ?? (status === 'unknown' ? null : copyright),
    holder: copyright,
  }
}

function statusOf(text: string): TrackRights['status'] {
  if (/publicdomain\/(zero|mark)|\bCC0\b|\bpublic domain\b/i.test(text)) return 'public-domain'
  if (/creativecommons\.org\/licenses\/by|\bCC[ -]BY\b/i.test(text)) return 'creative-commons'
  return 'unknown'
}
