import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Measurement } from '../../shared/contract/measurement.ts'
import { measurementDocument } from '../../electron/engine/measurement-document.ts'
import type { FfmpegPrograms } from '../../electron/media/locate.ts'
import { detectors } from '../../electron/processes/detectors.ts'
import { decodeFactsId, measureDraft } from '../../electron/processes/measure-draft.ts'

/** For ffmpeg's `aevalsrc`: a click of 10 ms each half second, 120 a minute, over a soft tone. */
export const clicksEachHalfSecond = '0.5*lt(mod(t,0.5),0.01)*sin(2*PI*1000*t)+0.02*sin(2*PI*220*t)'

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
