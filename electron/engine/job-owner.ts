import { hostname } from 'node:os'

/** This process as an owner of jobs; tells other engines on this machine how to see whether it still runs. */
export function ownerName(): string {
  return `${hostname()}/${process.pid}/${process.hrtime.bigint()}`
}

/** Whether an owner is known to have ended. One on another machine (a shared folder) is known by its lease alone. */
export function ownerIsGone(owner: string): boolean {
  const [host, pid] = owner.split('/')
  if (host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
