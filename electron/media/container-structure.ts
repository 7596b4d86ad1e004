import { open, type FileHandle } from 'node:fs/promises'

/** What ffprobe does not tell of a container and a player minds. */
export interface ContainerStructure {
  /** MP4: in fragments, without one index of all frames (ISO 14496-12, `mvex`). */
  fragmented: boolean
  /** MP4: edit lists that do more than begin a track later or drop its first samples. */
  rearranged: boolean
  /** Matroska: of the part of it that is called WebM. */
  webm: boolean
  /** Matroska: with an index (`Cues`) to seek by. */
  cues: boolean
}

const plain: ContainerStructure = { fragmented: false, rearranged: false, webm: false, cues: false }
/** Larger ones belong to no draft; a hostile length must not fill the memory. */
const largestMoovBytes = 256 * 1024 * 1024
const matroskaHeadBytes = 64 * 1024
const cuesId = Buffer.from([0x1c, 0x53, 0xbb, 0x6b])

/** Reads the headers of an MP4, MOV or Matroska file; others are plain. Damaged ones are as far as they can be read. */
export async function containerStructure(path: string): Promise<ContainerStructure> {
  await using file = await open(path, 'r')
  const head = await bytesAt(file, 0, matroskaHeadBytes)
  if (head.length >= 4 && head.readUInt32BE(0) === 0x1a45dfa3) {
    return {
      ...plain,
      webm: head.subarray(0, 64).includes('webm'),
      // Named by the index of elements (SeekHead) at the beginning, wherever the cues themselves lie.
      cues: head.includes(cuesId),
    }
  }
  const moov = await findMoov(file)
  if (!moov) return plain
  return {
    ...plain,
    fragmented: childrenOf(moov).some(({ type }) => type === 'mvex'),
    rearranged: childrenOf(moov).some((box) => box.type === 'trak' && isRearranged(box.content)),
  }
}

async function findMoov(file: FileHandle): Promise<Buffer | null> {
  const { size } = await file.stat()
  for (let at = 0; at + 8 <= size;) {
    const head = await bytesAt(file, at, 16)
    if (head.length < 8) return null
    const large = head.readUInt32BE(0) === 1 && head.length === 16
    const headBytes = large ? 16 : 8
    const length = large ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0) || size - at
    if (length < headBytes) return null
    if (head.toString('latin1', 4, 8) === 'moov') {
      return length > largestMoovBytes ? null : bytesAt(file, at + headBytes, length - headBytes)
    }
    at += length
  }
  return null
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

interface Box {
  type: string
  content: Buffer
}

function childrenOf(content: Buffer): Box[] {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= content.length;) {
    const length = content.readUInt32BE(at)
    if (length < 8) break
    boxes.push({
      type: content.toString('latin1', at + 4, at + 8),
      content: content.subarray(at + 8, at + length),
    })
    at += length
  }
  return boxes
}

/** One stretch at usual speed, after an empty one or not, is how every export begins; anything else is a montage. */
function isRearranged(trak: Buffer): boolean {
  const list = childrenOf(trak)
    .filter(({ type }) => type === 'edts')
    .flatMap(({ content }) => childrenOf(content))
    .find(({ type }) => type === 'elst')?.content
  if (!list || list.length < 8) return false
  const wide = list[0] === 1
  const entryBytes = wide ? 20 : 12
  const entries = Math.min(list.readUInt32BE(4), Math.floor((list.length - 8) / entryBytes))
  let stretches = 0
  for (let entry = 0; entry < entries; entry++) {
    const at = 8 + entry * entryBytes
    const mediaTime = wide ? list.readBigInt64BE(at + 8) : BigInt(list.readInt32BE(at + 4))
    const rate = list.readInt32BE(at + entryBytes - 4) / 65_536
    if (mediaTime < 0n && stretches === 0) continue
    stretches++
    if (mediaTime < 0n || rate !== 1) return true
  }
  return stretches > 1
}
