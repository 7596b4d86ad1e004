/** File systems take 255 bytes; a few are left for what is put around a name. */
const longestBytes = 200
const longestEndingBytes = 20
/** An emoji of several signs is not cut in two. */
const letters = new Intl.Segmenter()
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A name under which a file that a browser sent can be kept on every system, as near to the given one as possible:
 * the last part of a path, without what a file system doesn't take, and not too long. The ending stays.
 */
export function uploadName(given: string): string {
  const cleaned = (given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    // Control characters, those that turn the direction of writing, and what Windows refuses.
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const name = reservedOnWindows.test(cleaned) ? `_${cleaned}` : cleaned
  return name === '' ? 'draft' : shortened(name)
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longestBytes) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && Buffer.byteLength(name.slice(dot)) <= longestEndingBytes ? name.slice(dot) : ''
  let kept = ''
  for (const { segment } of letters.segment(name)) {
    if (Buffer.byteLength(kept + segment + ending) > longestBytes) break
    kept += segment
  }
  return kept + ending
}
