import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Measurement } from '../../shared/contract/measurement.ts'
import { measurementDocument } from '../../electron/engine/measurement-document.ts'
import type { FfmpegPrograms } from '../../electron/media/locate.ts'
import { detectors } from '../../electron/processes/detectors.ts'
import { decodeFactsId, measureDraft } from '../../electron/processes/measure-draft.ts'

/** What `measure --json` says of a file. */
export async function measuredFile(path: string, programs: FfmpegPrograms): Promise<Measurement> {
  const { facts } = await measureDraft(
    { path, programs, outdated: [...detectors.map(({ id }) => id), decodeFactsId], known: {}, headers: null },
    { signal: new AbortController().signal, onProgress: () => undefined },
  )
  const bytes = readFileSync(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return measurementDocument({ path, sizeBytes: bytes.length, sha256 }, facts, { totalS: 0, decodeS: 0 })
}
