import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { App } from './app.tsx'
import { HostProvider } from './host/host-context.tsx'
import { createShellHost, shellBridge } from './host/shell-host.ts'
import { createWebHost } from './host/web-host.ts'
import { AppStateProvider } from './state/app-state-context.tsx'
import { createAppState } from './state/app-state.ts'
import './ui/tokens.css'

// The content security policy forbids making code from text, which zod otherwise tries for speed.
config({ jitless: true })

const bridge = shellBridge()
const host = bridge ? createShellHost(bridge) : createWebHost(window.location.origin)
const state = createAppState(host)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <HostProvider host={host}>
      <AppStateProvider state={state}>
        <App />
      </AppStateProvider>
    </HostProvider>
  </StrictMode>,
)
