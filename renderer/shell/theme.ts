import { useEffect } from 'react'
import { useSettings } from '../state/app-state-context.tsx'

/** Sets the theme of the settings; `system` leaves it to the window's own preference. */
export function useTheme(): void {
  const theme = useSettings(({ settings }) => settings.theme)
  useEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
  }, [theme])
}
