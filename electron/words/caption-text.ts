/**
 * The text of a caption file: by its byte order mark, else UTF-8, else UTF-16 where every other byte is 0, else
 * Windows-1252 (all of Latin-1 and the quotation marks that editors write), in which any byte is a letter.
 */
export function captionText(bytes: Uint8Array): { text: string; encoding: string } {
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  return { text: text.replaceAll('\0', '').replace(/^\ufeff/, ''), encoding }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4096)
  const zerosAt = (remainder: number): number =>
    head.filter((byte, i) => byte === 0 && i % 2 === remainder).length
  // Times and arrows are ASCII in every file, so that half of its bytes are nearly all 0 in UTF-16.
  if (zerosAt(1) > head.length / 4) return 'utf-16le'
  if (zerosAt(0) > head.length / 4) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}
