/**
 * Makes the installers of this system in dist/. All arguments go to electron-builder.
 *
 *     npm run package                            all installers of this system
 *     npm run package -- --dir                   the unpacked app only
 *     npm run package -- --publish always        and publishes them
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { root, setUp, SetupError } from '../setup.mjs'
import { stagePrograms } from './programs.ts'

const folder = join(root, 'out', 'packaging')

try {
  await setUp()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'programs.txt'), stagePrograms())
  await sharp(join(root, 'renderer', 'icon.svg'), { density: 2304 })
    .resize(1024, 1024)
    .png()
    .toFile(join(folder, 'icon.png'))
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
  const { status } = spawnSync(process.execPath, [builder, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
