import { kernelsWasm } from './kernels.wasm.ts'

/** As far as it is used here: the types of Node leave it to those of the browser. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => CompiledModule
  Instance: new (module: CompiledModule) => { exports: object }
}
type CompiledModule = object

/** What kernels.assembly.ts exports; addresses and counts are plain numbers. */
interface Kernels {
  memory: { buffer: ArrayBuffer; grow(pages: number): number }
  freeFrom(): number
  luma(rgb: number, to: number, count: number): void
  light(values: number, count: number, blackUpTo: number, whiteFrom: number, to: number): void
  noiseReadings(
    luma: number,
    width: number,
    height: number,
    leastMean: number,
    mostMean: number,
    to: number,
  ): number
  widenExtremes(
    rgb: number,
    width: number,
    height: number,
    rowsLeast: number,
    rowsMost: number,
    columnsLeast: number,
    columnsMost: number,
  ): void
  matchBlocks(
    before: number,
    after: number,
    planeWidth: number,
    planeHeight: number,
    side: number,
    reachPx: number,
    settled: number,
    alteredLevels: number,
    alteredTexture: number,
    noise: number,
    moves: number,
    novelty: number,
    to: number,
  ): void
  fillPicture(
    luma: number,
    width: number,
    height: number,
    half: number,
    halfWidth: number,
    halfHeight: number,
    quarter: number,
    quarterWidth: number,
    quarterHeight: number,
    eighth: number,
    eighthWidth: number,
    eighthHeight: number,
    rows: number,
  ): void
  findGradients(
    values: number,
    width: number,
    height: number,
    least: number,
    gradientX: number,
    gradientY: number,
    textured: number,
  ): number
  shiftedDifference(
    earlier: number,
    later: number,
    width: number,
    from: number,
    to: number,
    top: number,
    bottom: number,
    step: number,
    shift: number,
  ): number
  steady(
    later: number,
    width: number,
    height: number,
    shiftX: number,
    shiftY: number,
    zoom: number,
    turn: number,
    gain: number,
    offset: number,
    to: number,
  ): void
  blockDifferences(
    earlier: number,
    planeWidth: number,
    planeHeight: number,
    columns: number,
    rows: number,
    later: number,
    to: number,
  ): void
  matchBlock(x: number, y: number, still: number, gradientsX: number, gradientsY: number, to: number): number
  texture(x: number, y: number): number
}

const pageBytes = 65_536
let compiled: CompiledModule | null = null

/**
 * The kernels with a memory of their own: arrays made here are seen by both sides, `byteOffset` is their address. Whoever
 * makes one says at once how many bytes all its arrays take (each is padded to 16).
 */
export class SimdMemory {
  readonly run: Kernels
  private next = 0

  constructor(bytes: number) {
    compiled ??= new WebAssembly.Module(Buffer.from(kernelsWasm, 'base64'))
    this.run = new WebAssembly.Instance(compiled).exports as Kernels
    this.startOver(bytes)
  }

  /** Makes room for so many bytes of new arrays; those made before are lost. */
  startOver(bytes: number): void {
    const { memory } = this.run
    this.next = this.run.freeFrom()
    const missing = this.next + bytes - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
  }

  bytes(length: number): Uint8Array {
    return new Uint8Array(this.run.memory.buffer, this.take(length), length)
  }

  shorts(length: number): Int16Array {
    return new Int16Array(this.run.memory.buffer, this.take(2 * length), length)
  }

  integers(length: number): Uint32Array {
    return new Uint32Array(this.run.memory.buffer, this.take(4 * length), length)
  }

  floats(length: number): Float32Array {
    return new Float32Array(this.run.memory.buffer, this.take(4 * length), length)
  }

  longs(length: number): BigUint64Array {
    return new BigUint64Array(this.run.memory.buffer, this.take(8 * length), length)
  }

  doubles(length: number): Float64Array {
    return new Float64Array(this.run.memory.buffer, this.take(8 * length), length)
  }

  private take(bytes: number): number {
    const at = this.next
    this.next += padded(bytes)
    if (this.next > this.run.memory.buffer.byteLength) throw new Error('more was taken than was asked for')
    return at
  }
}

let shared: SimdMemory | null = null

/** A memory for the call in hand: the next call of this function, whoever's, takes it back. */
export function scratchMemory(bytes: number): SimdMemory {
  shared ??= new SimdMemory(bytes)
  shared.startOver(bytes)
  return shared
}

/** Bytes that an array of so many takes. */
export function padded(bytes: number): number {
  return (bytes + 15) & ~15
}
