import { useCallback } from 'react'
import type { SettingsPatch } from '../../shared/contract/settings.ts'
import { useAppState } from '../state/app-state-context.tsx'

/** Changes settings as a command that can be taken back. @returns whether it could be done; the person is told if not */
export type ChangeSettings = (label: string, patch: SettingsPatch) => Promise<boolean>

export function useChangeSettings(): ChangeSettings {
  const { host, settings, perform } = useAppState()
  return useCallback(
    (label, patch) => {
      const before = settings.getState().settings
      const previous = Object.fromEntries(
        Object.keys(patch).map((key) => [key, before[key as keyof SettingsPatch]]),
      ) as SettingsPatch
      const apply = async (change: SettingsPatch): Promise<void> => {
        const now = await host.call('updateSettings', change)
        settings.setState({ settings: now, known: true })
      }
      return perform({ label, run: () => apply(patch), undo: () => apply(previous) })
    },
    [host, settings, perform],
  )
}
