import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { headerBytes, nativeKindOf } from '../../scripts/packaging/native-files.ts'

// Packages name their binaries by what they are for: that is the truth here.
const packages = join(import.meta.dirname, '..', '..', 'node_modules')
const sqlite = (name: string) => join(packages, 'better-sqlite3', 'prebuilds', `${name}.node`)
const onnx = (...path: string[]) => join(packages, 'onnxruntime-node', 'bin', 'napi-v6', ...path)

function kindOf(path: string) {
  return nativeKindOf(readFileSync(path).subarray(0, headerBytes))
}

describe('the kind of a native file', () => {
  // If this failed, a package could carry another system's binaries, or be refused for its own.
  test.each([
    [sqlite('darwin-arm64'), { format: 'mach-o', arches: ['arm64'] }],
    [sqlite('darwin-x64'), { format: 'mach-o', arches: ['x64'] }],
    [sqlite('linux-arm64'), { format: 'elf', arches: ['arm64'] }],
    [sqlite('linux-x64'), { format: 'elf', arches: ['x64'] }],
    [sqlite('win32-arm64'), { format: 'pe', arches: ['arm64'] }],
    [sqlite('win32-x64'), { format: 'pe', arches: ['x64'] }],
    [onnx('win32', 'x64', 'onnxruntime.dll'), { format: 'pe', arches: ['x64'] }],
    [onnx('linux', 'x64', 'libonnxruntime.so.1'), { format: 'elf', arches: ['x64'] }],
    [onnx('darwin', 'arm64', 'onnxruntime_binding.node'), { format: 'mach-o', arches: ['arm64'] }],
  ])('%s', (path, kind) => {
    expect(kindOf(path)).toEqual(kind)
  })

  test('a universal binary is for each of its processors', () => {
    const header = Buffer.alloc(headerBytes)
    header.writeUInt32BE(0xcafebabe, 0)
    header.writeUInt32BE(2, 4)
    header.writeUInt32BE(0x01000007, 8)
    header.writeUInt32BE(0x0100000c, 28)
    expect(nativeKindOf(header)).toEqual({ format: 'mach-o', arches: ['x64', 'arm64'] })
  })

  // Texts, Java classes (which begin like universal binaries) and cut-off files must not read as programs.
  test('what is not native has none', () => {
    const javaClass = Buffer.alloc(headerBytes)
    javaClass.writeUInt32BE(0xcafebabe, 0)
    javaClass.writeUInt32BE(61, 4)
    expect(nativeKindOf(javaClass)).toBeNull()
    expect(kindOf(join(packages, 'zod', 'package.json'))).toBeNull()
    expect(nativeKindOf(Buffer.from('MZ'))).toBeNull()
    expect(nativeKindOf(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 0xff)]))).toBeNull()
  })
})
