import { Deserializer, Serializer } from 'node:v8'

/** A message as it travels between processes: the structured clone of V8, as in Electron. A Buffer arrives as Uint8Array. */
export function toBytes(message: unknown): Uint8Array {
  const serializer = new Serializer()
  serializer.writeHeader()
  serializer.writeValue(message)
  return serializer.releaseBuffer()
}

export function fromBytes(bytes: Uint8Array): unknown {
  const deserializer = new Deserializer(Buffer.from(bytes))
  deserializer.readHeader()
  return deserializer.readValue()
}
