import { useCallback } from 'react'
import type { SettingsPatch } from '../../shared/contract/settings.ts'
import { useAppState } from '../state/app-state-context.tsx'
import type { Command } from '../state/commands.ts'

/** Changes settings as a command that can be taken back. @returns whether it could be done; the person is told if not */
export type ChangeSettings = (label: string, patch: SettingsPatch) => Promise<boolean>

export function useChangeSettings(): ChangeSettings {
  const { perform } = useAppState()
  const command = useSettingsCommand()
  return useCallback((label, patch) => perform(command(label, patch)), [perform, command])
}

/** The same where what is wrong is told beside the field and not as a notice. @throws what the engine answered */
export function useTrySettings(): (label: string, patch: SettingsPatch) => Promise<void> {
  const { commands } = useAppState()
  const command = useSettingsCommand()
  return useCallback((label, patch) => commands.perform(command(label, patch)), [commands, command])
}

function useSettingsCommand(): (label: string, patch: SettingsPatch) => Command {
  const { host, settings } = useAppState()
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
      return { label, run: () => apply(patch), undo: () => apply(previous) }
    },
    [host, settings],
  )
}
