import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { Arch, type AfterPackContext } from 'electron-builder'
import { root } from '../setup.mjs'
import { installedSize, sizeTable } from './installed-size.ts'
import { licenceList, licenceOfText, packagesIn, withoutText, type ShippedPart } from './licences.ts'
import { modelParts } from './model-licences.ts'
import { faultsOfPackage, type PackageTarget } from './package-contents.ts'

/**
 * Runs when an app is packed and not yet signed: writes the list of licences of what really is inside, refuses a
 * package with foreign, missing or developers' files, and says what it takes on a disk.
 *
 * @throws Error with every fault
 */
export default function afterPack(context: AfterPackContext): void {
  const resourcesFolder = context.packager.getResourcesDir(context.appOutDir)
  const target: PackageTarget = {
    platform: context.electronPlatformName as PackageTarget['platform'],
    arch: Arch[context.arch] as PackageTarget['arch'],
  }
  for (const name of unused) rmSync(join(context.appOutDir, name), { force: true })
  writeLicences(resourcesFolder)
  const faults = faultsOfPackage(resourcesFolder, target)
  if (faults.length > 0) throw new Error(`The package is not as it must be:\n${faults.join('\n')}`)
  console.log(
    `Installed on ${target.platform}-${target.arch}:\n${sizeTable(installedSize(context.appOutDir))}`,
  )
}

/** Chromium's compiler for WebGPU on Windows, which the page has no use for: 26 MB. */
const unused = ['dxcompiler.dll', 'dxil.dll']

function writeLicences(resourcesFolder: string): void {
  const archived = new Set(
    listPackage(join(resourcesFolder, 'app.asar'), { isPack: false }).map((path) =>
      path.replaceAll('\\', '/'),
    ),
  )
  const shipped = packagesIn(join(root, 'node_modules'), (path) =>
    archived.has(`/node_modules/${path}/package.json`),
  )
  const parts = new Map(
    [...shipped, ...bundledParts(), ...modelParts(root)].map((part) => [
      `${part.name} ${part.version}`,
      part,
    ]),
  )
  const programs = readFileSync(join(root, 'out', 'packaging', 'programs.txt'), 'utf8')
  writeFileSync(join(resourcesFolder, 'licences.txt'), licenceList([...parts.values()], programs))
}

/** What the bundler put into the app's own files, as it lists it itself. */
function bundledParts(): ShippedPart[] {
  const folders = ['main', 'preload', 'renderer'].filter((folder) => existsSync(join(root, 'out', folder)))
  return folders.flatMap((folder) => {
    const file = join(root, 'out', folder, '.vite', 'licences.json')
    if (!existsSync(file)) throw new Error(`${file} is missing: the build did not list what it bundled.`)
    const entries = JSON.parse(readFileSync(file, 'utf8')) as {
      name: string
      version: string
      identifier?: string
      text?: string
    }[]
    return entries.map(({ name, version, identifier, text }) => ({
      name,
      version,
      licence: identifier ?? licenceOfText(text ?? ''),
      text: text ?? withoutText,
    }))
  })
}
