/** Which system and processor a native file is made for, read from its header. */
export interface NativeKind {
  format: 'elf' | 'mach-o' | 'pe'
  /** `other` where it is neither of the two that Hookline is built for. */
  arches: ('x64' | 'arm64' | 'other')[]
}

/** The bytes that `nativeKindOf` wants to see of a file. */
export const headerBytes = 4096

/**
 * Reads the kind of a native program or library from its first `headerBytes` bytes.
 *
 * Sources: ELF-64 object file format (e_machine), Apple's mach-o/loader.h and fat.h (cputype), Microsoft's PE format
 * (Machine).
 *
 * @returns null for a file that is not native
 */
export function nativeKindOf(header: Buffer): NativeKind | null {
  if (header.length < 64) return null
  if (header.readUInt32BE(0) === 0x7f454c46) {
    return { format: 'elf', arches: [elfMachines.get(header.readUInt16LE(18)) ?? 'other'] }
  }
  if (header.readUInt32LE(0) === 0xfeedfacf)
    return { format: 'mach-o', arches: [machArch(header.readUInt32LE(4))] }
  if (header.readUInt32BE(0) === 0xcafebabe) return universalBinary(header)
  if (header.readUInt16LE(0) === 0x5a4d) return portableExecutable(header)
  return null
}

const elfMachines = new Map<number, 'x64' | 'arm64'>([
  [62, 'x64'],
  [183, 'arm64'],
])
const machProcessors = new Map<number, 'x64' | 'arm64'>([
  [0x01000007, 'x64'],
  [0x0100000c, 'arm64'],
])
const peMachines = new Map<number, 'x64' | 'arm64'>([
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
])

function machArch(processor: number): 'x64' | 'arm64' | 'other' {
  return machProcessors.get(processor) ?? 'other'
}

function universalBinary(header: Buffer): NativeKind | null {
  const count = header.readUInt32BE(4)
  // Java classes begin with the same four bytes; theirs is a version over 40 where the number of processors stands here.
  if (count === 0 || count > 8) return null
  const arches = Array.from({ length: count }, (_, index) => machArch(header.readUInt32BE(8 + index * 20)))
  return { format: 'mach-o', arches }
}

function portableExecutable(header: Buffer): NativeKind | null {
  const start = header.readUInt32LE(0x3c)
  if (start + 6 > header.length || header.readUInt32BE(start) !== 0x50450000) return null
  return { format: 'pe', arches: [peMachines.get(header.readUInt16LE(start + 4)) ?? 'other'] }
}
