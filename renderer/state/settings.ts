import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  defaultSettings,
  type PlatformOutline,
  type RubricOutline,
  type Settings,
} from '../../shared/contract/settings.ts'

export interface SettingsState {
  settings: Settings
  /** False until the engine has told them; the defaults stand till then. */
  known: boolean
  rubric: RubricOutline | null
  platforms: readonly PlatformOutline[]
}

export type SettingsStore = StoreApi<SettingsState>

export function createSettingsStore(): SettingsStore {
  return createStore<SettingsState>(() => ({
    settings: defaultSettings,
    known: false,
    rubric: null,
    platforms: [],
  }))
}
