import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const folder = fileURLToPath(new URL('../electron/vision/simd/', import.meta.url))

/**
 * The text of kernels.wasm.ts for the sources as they are.
 *
 * The compiler runs as a program: imported, its types would redeclare those of arrays for the whole of this project.
 */
export async function compiledKernels(): Promise<string> {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')),
    'bin',
    'asc.js',
  )
  const made = await mkdtemp(join(tmpdir(), 'hookline-kernels-'))
  try {
    await promisify(execFile)(process.execPath, [
      compiler,
      ...['kernels.assembly.ts', '--baseDir', folder, '--outFile', join(made, 'kernels.wasm')],
      ...['--optimizeLevel', '3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd'],
    ])
    return asSource(await readFile(join(made, 'kernels.wasm')))
  } finally {
    await rm(made, { recursive: true })
  }
}

function asSource(wasm: Buffer): string {
  return [
    '/** Made by scripts/compile-kernels.ts from the *.assembly.ts beside it. */',
    `export const kernelsWasm =`,
    `  '${wasm.toString('base64')}'`,
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(`${folder}kernels.wasm.ts`, await compiledKernels())
