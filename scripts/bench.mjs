// `npm run bench`: sets the clone up, then measures speed and size.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

const { node } = await setUp()
const bench = join(root, 'test', 'bench', 'bench.ts')
process.exitCode =
  spawnSync(node, ['--no-warnings', bench, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
    .status ?? 1
