import { createContext, use, type ReactNode } from 'react'
import type { Host } from './host.ts'

const HostContext = createContext<Host | null>(null)

export function HostProvider({ host, children }: { host: Host; children: ReactNode }) {
  return <HostContext value={host}>{children}</HostContext>
}

/** The world outside the page. */
export function useHost(): Host {
  const host = use(HostContext)
  if (!host) throw new Error('useHost outside HostProvider')
  return host
}
