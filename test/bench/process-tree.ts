import { readdirSync, readFileSync } from 'node:fs'

/** Watches the memory of a process and all below it (Linux): proportional set size, so shared pages count once. */
export class MemoryWatch {
  peakBytes = 0
  private readonly timer: NodeJS.Timeout

  constructor(rootPid: number, everyMs = 50) {
    this.timer = setInterval(() => {
      this.peakBytes = Math.max(this.peakBytes, treeBytes(rootPid))
    }, everyMs)
  }

  stop(): number {
    clearInterval(this.timer)
    return this.peakBytes
  }
}

function treeBytes(rootPid: number): number {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(Number(name))
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const sum = (pid: number): number =>
    proportionalBytes(pid) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0)
  return sum(rootPid)
}

function parentOf(pid: number): number | null {
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function proportionalBytes(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`) ?? '')
  return line ? Number(line[1]) * 1024 : 0
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // ended between the listing and the reading
  }
}
