import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFacts } from '../../../electron/processes/sealed-facts.ts'
import { libraryFileName } from '../../../electron/store/library.ts'

/**
 * What a library holds: a digest of the facts by detector, for each content hash. Read from a copy, without Hookline: to
 * open the library itself would repair what a killed process left.
 */
export function keptFacts(library: string): Map<string, Map<string, string>> {
  const kept = new Map<string, Map<string, string>>()
  if (!existsSync(join(library, libraryFileName))) return kept
  const copy = mkdtempSync(join(tmpdir(), 'hookline-test-copy-'))
  cpSync(library, copy, { recursive: true })
  const database = new Database(join(copy, libraryFileName))
  try {
    // A process that was ended while it began the library leaves a file without tables.
    if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'measurements'").get()) return kept
    const rows = database
      .prepare<[], { sha256: string; detector: string; facts: Buffer }>(
        'SELECT sha256, detector, facts FROM measurements',
      )
      .all()
    for (const { sha256, detector, facts } of rows) {
      const ofFile = kept.get(sha256) ?? new Map<string, string>()
      // By value: what came from another process is written down in other bytes than what was read in place.
      const value = JSON.stringify(openFacts({ [detector]: facts }))
      kept.set(sha256, ofFile.set(detector, createHash('sha256').update(value).digest('hex')))
    }
  } finally {
    database.close()
    rmSync(copy, { recursive: true })
  }
  return kept
}

/** The hash of a file as the library knows it. */
export function contentHash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
