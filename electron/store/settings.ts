import {
  defaultSettings,
  settingsSchema,
  type Settings,
  type SettingsPatch,
} from '../../shared/contract/settings.ts'
import type { Library } from './library.ts'

export interface SettingsStore {
  /** What was set, and the defaults of the rest. */
  get(): Settings
  /** Replaces what is given; the rest stands, whoever else sets something at the same time. */
  set(patch: SettingsPatch): void
}

export function settingsStore({ database }: Library): SettingsStore {
  const select = database.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings')
  const insert = database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
  const set = database.transaction((patch: SettingsPatch) => {
    for (const [name, value] of Object.entries(patch))
      if (value !== undefined) insert.run(name, JSON.stringify(value))
  })
  return {
    get() {
      const known = select
        .all()
        .map(({ name, value }): [string, unknown] => [name, JSON.parse(value) as unknown])
      return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(known) })
    },
    set: (patch) => set.immediate(patch),
  }
}
