import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { measurementDocument } from '../../../electron/engine/measurement-document.ts'
import { detectors } from '../../../electron/processes/detectors.ts'
import { decodeFactsId, measureDraft } from '../../../electron/processes/measure-draft.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import { cacheFolder, programs } from './edited-drafts.ts'

/** Whatever measures: a change to any of it makes the kept measurements worthless. */
const measuringCode = ['media', 'vision', 'sound', 'processes', 'engine'].map((folder) =>
  fileURLToPath(new URL(`../../../electron/${folder}/`, import.meta.url)),
)

let codeHash: string | null = null
function measuringCodeHash(): string {
  if (codeHash !== null) return codeHash
  const hash = createHash('sha256')
  for (const folder of measuringCode) {
    for (const name of globSync('**/*.ts', { cwd: folder }).sort()) hash.update(readFileSync(folder + name))
  }
  codeHash = hash.digest('hex')
  return codeHash
}

/** The measurement document of a file, as `hookline measure` gives it; kept for the same bytes and the same code. */
export async function measuredDraft(path: string): Promise<Measurement> {
  const bytes = readFileSync(path)
  const located = await programs()
  const key = createHash('sha256')
    .update(bytes)
    .update(measuringCodeHash() + located.version)
    .digest('hex')
    .slice(0, 20)
  const kept = `${cacheFolder}measurement-${key}.json`
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Measurement
  const { facts, decodeS } = await measureDraft(
    {
      path,
      programs: located,
      outdated: [...detectors.map(({ id }) => id), decodeFactsId],
      known: {},
      headers: null,
    },
    { signal: new AbortController().signal, onProgress: () => undefined },
  )
  const file = { path, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const measurement = {
    ...measurementDocument(file, facts, { totalS: decodeS, decodeS }),
    // Edits keep picture and sound alone: subtitles that only the original has would be compared with none.
    ...{ words: [], captions: null, delivery: null, callsToAction: [] },
  }
  mkdirSync(cacheFolder, { recursive: true })
  writeFileSync(`${kept}.${process.pid}`, JSON.stringify(measurement))
  renameSync(`${kept}.${process.pid}`, kept)
  return measurement
}
