import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { headerBytes, nativeKindOf, type NativeKind } from './native-files.ts'

/** What a packaged app was made for, in Node's words. */
export interface PackageTarget {
  platform: 'darwin' | 'win32' | 'linux'
  arch: 'x64' | 'arm64'
}

const formats = { darwin: 'mach-o', win32: 'pe', linux: 'elf' } as const

/** Folders of the repository that no user needs, and kinds of files that only developers read. */
const unwanted: readonly [RegExp, string][] = [
  [/^\/(electron|renderer|shared|scripts|test|\.github|\.ci|dist)\//, 'source of the app'],
  [/(^|\/)(test|tests|__tests__)\//, 'tests'],
  [/\.(ts|tsx|mts|cts|map|tsbuildinfo)$/, 'source'],
  [/(^|\/)\.env/, 'settings of a developer'],
]

/**
 * What is wrong with a packaged app: sources, tests and other systems' native files in it, or parts that are missing.
 *
 * @param resourcesFolder the folder with app.asar
 * @returns a sentence for each fault; none when the package is as it must be
 */
export function faultsOfPackage(resourcesFolder: string, target: PackageTarget): string[] {
  const inArchive = listPackage(join(resourcesFolder, 'app.asar'), { isPack: false }).map((path) =>
    path.replaceAll('\\', '/'),
  )
  const faults = inArchive.flatMap((path) =>
    unwanted.filter(([pattern]) => pattern.test(path)).map(([, what]) => `app.asar holds ${what}: ${path}`),
  )
  const natives = nativeFilesIn(resourcesFolder)
  for (const { path, kind } of natives) {
    if (kind.format !== formats[target.platform] || !kind.arches.includes(target.arch)) {
      faults.push(`${path} is for another system: ${kind.format} ${kind.arches.join(', ')}`)
    }
  }
  const end = target.platform === 'win32' ? '.exe' : ''
  const needed = [
    `programs/ffmpeg${end}`,
    `programs/ffprobe${end}`,
    `app.asar.unpacked/node_modules/better-sqlite3/prebuilds/${target.platform}-${target.arch}.node`,
  ]
  if (!(target.platform === 'darwin' && target.arch === 'x64')) {
    needed.push(
      `app.asar.unpacked/node_modules/onnxruntime-node/bin/napi-v6/${target.platform}/${target.arch}/onnxruntime_binding.node`,
    )
  }
  const there = new Set(natives.map(({ path }) => path))
  for (const path of needed) if (!there.has(path)) faults.push(`${path} is missing`)
  for (const path of ['/package.json', '/out/main/main.js', '/out/renderer/index.html']) {
    if (!inArchive.includes(path)) faults.push(`app.asar lacks ${path}`)
  }
  return faults
}

/** All native files under a folder, their paths relative to it and with slashes. */
export function nativeFilesIn(folder: string): { path: string; kind: NativeKind }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name)
    if (!statSync(path).isFile()) return []
    const kind = nativeKindOf(headerOf(path))
    return kind ? [{ path: name.replaceAll('\\', '/'), kind }] : []
  })
}

function headerOf(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(headerBytes)
    return header.subarray(0, readSync(file, header, 0, headerBytes, 0))
  } finally {
    closeSync(file)
  }
}
