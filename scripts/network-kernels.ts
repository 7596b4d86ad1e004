/** What is used of the compiler. Its own types declare arrays anew for the whole project, so they are not asked for. */
interface Compiler {
  compileString(
    source: string,
    options: Record<string, unknown>,
  ): Promise<{ error: Error | null; binary: Uint8Array | null }>
}
const compilerPackage: string = 'assemblyscript/asc'

/** What is used of WebAssembly's interface; its types are otherwise those of the page only. */
interface Memory {
  readonly buffer: ArrayBuffer
}
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: unknown } }>
}

/**
 * The three loops in which a network of filters learns, in WebAssembly with SIMD: plain JavaScript takes five times as
 * long. A signal has `stride` floats a channel, zeros on both sides of its frames.
 */
const source = `
export function filter(x: usize, y: usize, w: usize, inputs: i32, outputs: i32, taps: i32, dilation: i32, stride: i32, frames: i32): void {
  for (let o = 0; o < outputs; o++) {
    for (let t = 0; t < frames; t += 16) {
      const to = y + ((o * stride + t) << 2)
      let a = v128.load(to), b = v128.load(to, 16), c = v128.load(to, 32), d = v128.load(to, 48)
      let at = w + ((o * inputs * taps) << 2)
      for (let i = 0; i < inputs; i++) {
        let from = x + ((i * stride + t - (taps >> 1) * dilation) << 2)
        for (let k = 0; k < taps; k++) {
          const weight = f32x4.splat(load<f32>(at))
          a = f32x4.add(a, f32x4.mul(weight, v128.load(from)))
          b = f32x4.add(b, f32x4.mul(weight, v128.load(from, 16)))
          c = f32x4.add(c, f32x4.mul(weight, v128.load(from, 32)))
          d = f32x4.add(d, f32x4.mul(weight, v128.load(from, 48)))
          at += 4
          from += dilation << 2
        }
      }
      v128.store(to, a); v128.store(to, b, 16); v128.store(to, c, 32); v128.store(to, d, 48)
    }
  }
}
function total(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3)
}
export function weightGradient(x: usize, dy: usize, dw: usize, inputs: i32, outputs: i32, taps: i32, dilation: i32, stride: i32, frames: i32): void {
  for (let o = 0; o < outputs; o++) {
    const from = dy + ((o * stride) << 2)
    for (let i = 0; i < inputs; i++) {
      for (let k = 0; k < taps; k++) {
        const near = x + ((i * stride + (k - (taps >> 1)) * dilation) << 2)
        let a = f32x4.splat(0), b = f32x4.splat(0)
        for (let t = 0; t < frames << 2; t += 32) {
          a = f32x4.add(a, f32x4.mul(v128.load(from + t), v128.load(near + t)))
          b = f32x4.add(b, f32x4.mul(v128.load(from + t, 16), v128.load(near + t, 16)))
        }
        const to = dw + (((o * inputs + i) * taps + k) << 2)
        store<f32>(to, load<f32>(to) + total(f32x4.add(a, b)))
      }
    }
  }
}
`

type Kernel = (
  x: number,
  y: number,
  w: number,
  inputs: number,
  outputs: number,
  taps: number,
  dilation: number,
  stride: number,
  frames: number,
) => void

export interface Kernels {
  memory: Memory
  /** y += w ∗ x; frames are a multiple of 16. */
  filter: Kernel
  /** dw += sums over the frames of dy · x; the second argument is dy, the third dw. */
  weightGradient: Kernel
}

export async function networkKernels(pages: number): Promise<Kernels> {
  const { default: compiler } = (await import(compilerPackage)) as { default: Compiler }
  const { error, binary } = await compiler.compileString(source, {
    optimizeLevel: 3,
    runtime: 'stub',
    enable: ['simd'],
    initialMemory: pages,
  })
  if (error || !binary) throw new Error('the kernels do not compile', { cause: error })
  const { instance } = await WebAssembly.instantiate(binary, {
    env: { abort: () => undefined },
  })
  return instance.exports as Kernels
}
