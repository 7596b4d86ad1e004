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

export function openFacts(sealed: SealedFacts): StoredFacts {
  return Object.fromEntries(Object.entries(sealed).map(([id, bytes]) => [id, opened(bytes)]))
}

/** Facts that are read and opened one by one, when they are first looked at: some are large and few want all. */
export function openWhenRead(
  ids: Iterable<string>,
  read: (id: string) => Uint8Array | undefined,
): StoredFacts {
  const facts: StoredFacts = {}
  for (const id of ids) {
    const get = (): unknown => {
      const bytes = read(id)
      if (!bytes) throw new Error(`the facts of ${id} were deleted while they were read`)
      const value = opened(bytes)
      Object.defineProperty(facts, id, { value, enumerable: true })
      return value
    }
    Object.defineProperty(facts, id, { get, enumerable: true, configurable: true })
  }
  return facts
}

function opened(bytes: Uint8Array): unknown {
  return deserialize(zstdDecompressSync(bytes))
}

const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
