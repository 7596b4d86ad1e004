import { readFileSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the fuses are found by in Electron's binary, their version, how many there are, and each as it is shipped. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100110'),
])

/**
 * A folder that electron-builder takes for an unpacked Electron for Linux: a program that isn't Electron but has its
 * fuses, its languages and its licences. (Source of the wire: electron/fuses, src/constants.ts.)
 */
export async function makeStandInElectron(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true })
  await mkdir(join(folder, 'locales'))
  const anyProgram = readFileSync(process.execPath).subarray(0, 4096)
  await writeFile(join(folder, 'electron'), Buffer.concat([anyProgram, fuseWire, Buffer.alloc(64)]))
  await chmod(join(folder, 'electron'), 0o755)
  const texts = {
    LICENSE: 'MIT',
    'LICENSES.chromium.html': '<p>',
    version: '45',
    'locales/en-US.pak': '',
    'locales/de.pak': '',
  }
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text)
}
