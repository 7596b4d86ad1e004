export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface DecodedText {
  text: string
  encoding: TextEncoding
}

/** Of the first bytes, how many may be looked at to tell UTF-16 without a mark. */
const probedBytes = 4_096

/**
 * Text of a file whose encoding nobody says: a byte order mark decides, then zero bytes on one side (UTF-16), then whether
 * it is valid UTF-8; what is left is Windows-1252, which has ISO 8859-1 in it.
 *
 * @returns null for bytes that are no text: zero bytes that are not those of UTF-16
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const encoding = encodingOf(bytes)
  if (encoding === null) return null
  if (encoding !== 'utf-8') return { text: new TextDecoder(encoding).decode(bytes), encoding }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding }
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

/** The encoding that the first bytes of a file tell; `utf-8` may turn out not to be valid. Null for bytes that are no text. */
export function encodingOf(bytes: Uint8Array): TextEncoding | null {
  return byMark(bytes) ?? byZeroBytes(bytes)
}

function byMark([first, second, third]: Uint8Array): TextEncoding | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null
}

function byZeroBytes(bytes: Uint8Array): TextEncoding | null {
  const probed = bytes.subarray(0, probedBytes)
  let even = 0
  let odd = 0
  for (const [i, byte] of probed.entries()) {
    if (byte !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  if (even + odd === 0) return 'utf-8'
  // In text of the Latin alphabet nearly every second byte is zero; on the other side there is none.
  const enough = probed.length / 8
  if (odd > enough && even === 0) return 'utf-16le'
  return even > enough && odd === 0 ? 'utf-16be' : null
}
