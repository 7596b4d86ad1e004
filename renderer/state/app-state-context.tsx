import { createContext, use, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { AppState } from './app-state.ts'
import type { DraftsState } from './drafts.ts'
import type { SettingsState } from './settings.ts'

const AppStateContext = createContext<AppState | null>(null)

export function AppStateProvider({ state, children }: { state: AppState; children: ReactNode }) {
  return <AppStateContext value={state}>{children}</AppStateContext>
}

export function useAppState(): AppState {
  const state = use(AppStateContext)
  if (!state) throw new Error('useAppState outside AppStateProvider')
  return state
}

/** What `select` takes from the drafts; it must give the same value for the same state. */
export function useDrafts<Value>(select: (state: DraftsState) => Value): Value {
  return useStore(useAppState().drafts, select)
}

/** One draft as it stands, or undefined while the list is not read or when there is none of this id. */
export function useDraft(id: string): Draft | undefined {
  return useDrafts(({ byId }) => byId.get(id))
}

export function useSettings<Value>(select: (state: SettingsState) => Value): Value {
  return useStore(useAppState().settings, select)
}
