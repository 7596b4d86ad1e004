import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const folder = fileURLToPath(new URL('../electron/vision/simd/', import.meta.url))

/** The text of kernels.wasm.ts for the sources as they are. */
export async function compiledKernels(): Promise<string> {
  const written = new Map<string, Uint8Array>()
  const { error } = await asc.main(
    [
      ...['kernels.assembly.ts', '--baseDir', folder, '--outFile', 'kernels.wasm'],
      ...['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd'],
    ],
    { writeFile: (name, contents) => void written.set(name, Buffer.from(contents)) },
  )
  const wasm = written.get('kernels.wasm')
  if (!wasm) throw new Error("The kernels don't compile.", { cause: error })
  return [
    '/** Made by scripts/compile-kernels.ts from the *.assembly.ts beside it. */',
    `export const kernelsWasm =`,
    `  '${Buffer.from(wasm).toString('base64')}'`,
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(`${folder}kernels.wasm.ts`, await compiledKernels())
