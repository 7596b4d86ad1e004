import { deserialize, serialize } from 'node:v8'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { StoredFacts } from './measure-draft.ts'

/**
 * Facts as bytes, by detector: as they cross between processes and lie in the library. Small frames of a long draft are
 * many megabytes that the engine only passes on; closed they are a fraction, and are held once.
 */
export type SealedFacts = Record<string, Uint8Array>

/** Of the form of the bytes; raise it when they could not be opened as before. */
export const sealVersion = 2

export function sealFacts(facts: StoredFacts): SealedFacts {
  // The serialization of v8 is made for storing and reads what older versions wrote; it keeps typed arrays.
  return Object.fromEntries(
    Object.entries(facts).map(([id, value]) => [id, zstdCompressSync(serialize(value), compression)]),
  )
}

/** @throws DamagedFacts */
export function openFacts(sealed: SealedFacts): StoredFacts {
  return Object.fromEntries(Object.entries(sealed).map(([id, bytes]) => [id, opened(id, bytes)]))
}

/** The facts that are whole, and the ids of those that are damaged: they are measured again. */
export function openUndamaged(sealed: SealedFacts): { facts: StoredFacts; damaged: string[] } {
  const facts: StoredFacts = {}
  const damaged: string[] = []
  for (const [id, bytes] of Object.entries(sealed)) {
    try {
      facts[id] = opened(id, bytes)
    } catch (thrown) {
      if (!(thrown instanceof DamagedFacts)) throw thrown
      damaged.push(id)
    }
  }
  return { facts, damaged }
}

/**
 * Facts that are read and opened one by one, when they are first looked at: some are large and few want all.
 *
 * @param onDamaged throws what reading such a fact is to throw
 */
export function openWhenRead(
  ids: Iterable<string>,
  read: (id: string) => Uint8Array | undefined,
  onDamaged: (damaged: DamagedFacts) => never,
): StoredFacts {
  const facts: StoredFacts = {}
  for (const id of ids) {
    const get = (): unknown => {
      const bytes = read(id)
      if (!bytes) throw new Error(`the facts of ${id} were deleted while they were read`)
      const value = opened(id, bytes, onDamaged)
      Object.defineProperty(facts, id, { value, enumerable: true })
      return value
    }
    Object.defineProperty(facts, id, { get, enumerable: true, configurable: true })
  }
  return facts
}

function opened(
  id: string,
  bytes: Uint8Array,
  onDamaged: (damaged: DamagedFacts) => never = refuse,
): unknown {
  try {
    return deserialize(zstdDecompressSync(bytes))
  } catch (thrown) {
    return onDamaged(new DamagedFacts(id, thrown))
  }
}

function refuse(damaged: DamagedFacts): never {
  throw damaged
}

/** Kept facts are not what was written: a disk or a copy changed them. */
export class DamagedFacts extends Error {
  readonly detector: string

  constructor(detector: string, cause: unknown) {
    super(`the kept facts of ${detector} are damaged`, { cause })
    this.name = 'DamagedFacts'
    this.detector = detector
  }
}

/** With a checksum of the content: a changed bit would otherwise be another measurement. */
const compression = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
}
