import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** What a process has open (Linux): files for writing, and sockets that are on a network. */
export interface OpenHandles {
  writing: string[]
  connections: string[]
}

export function openHandles(pid: number): OpenHandles {
  const handles: OpenHandles = { writing: [], connections: [] }
  const network = networkSockets(pid)
  for (const fd of entries(`/proc/${pid}/fd`)) {
    try {
      const target = readlinkSync(`/proc/${pid}/fd/${fd}`)
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1]
      if (inode && network.has(inode)) handles.connections.push(target)
      if (!target.startsWith('/') || target.startsWith('/dev/')) continue
      const flags = /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0'
      // The two lowest bits: 0 reads, 1 writes, 2 does both.
      if ((parseInt(flags, 8) & 3) !== 0) handles.writing.push(target.replace(/ \(deleted\)$/, ''))
    } catch {
      // Closed while it was looked at.
    }
  }
  return handles
}

/** Inodes of sockets that reach beyond this machine's files, in the network namespace of a process. */
function networkSockets(pid: number): Set<string> {
  const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6']
  const inodes = tables.flatMap((table) => {
    try {
      const lines = readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1)
      return lines.map((line) => line.trim().split(/\s+/)[9]!)
    } catch {
      return [] // it has just ended, or the system has no such protocol
    }
  })
  return new Set(inodes)
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
