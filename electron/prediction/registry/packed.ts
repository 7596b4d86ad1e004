/**
 * Objects with typed arrays as one file: the arrays as they lie in memory, little-endian, after a JSON text in which each is named by
 * kind, place and length.
 */
const kinds = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array } as const
type Kind = keyof typeof kinds
type TypedArray = InstanceType<(typeof kinds)[Kind]>
const mark = '$array'
const alignment = 8

export function pack(value: unknown): Uint8Array {
  const arrays: { at: number; array: TypedArray }[] = []
  let length = 0
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (!ArrayBuffer.isView(part)) return part
    const array = part as TypedArray
    const at = length
    arrays.push({ at, array })
    length += Math.ceil(array.byteLength / alignment) * alignment
    return { [mark]: [array.constructor.name, at, array.length] }
  })
  const header = new TextEncoder().encode(text)
  const start = Math.ceil((4 + header.length) / alignment) * alignment
  const packed = new Uint8Array(start + length)
  new DataView(packed.buffer).setUint32(0, header.length, true)
  packed.set(header, 4)
  for (const { at, array } of arrays) {
    packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + at)
  }
  return packed
}

/** What `pack` was given. The caller knows that the bytes are whole: a checksum says so. */
export function unpack(packed: Uint8Array): unknown {
  const bytes = packed.byteOffset % alignment === 0 ? packed : packed.slice()
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const start = Math.ceil((4 + length) / alignment) * alignment
  return JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)), (_, part: unknown) => {
    const named = (part as Record<string, unknown> | null)?.[mark] as [Kind, number, number] | undefined
    if (!named) return part
    const [kind, at, count] = named
    return new kinds[kind](bytes.buffer as ArrayBuffer, bytes.byteOffset + start + at, count)
  })
}
