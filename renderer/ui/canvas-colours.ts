import { useEffect, useState } from 'react'

/** The colour that a token of tokens.css has now, as a canvas takes it: `light-dark()` is settled only in a computed colour. */
export function canvasColour(token: `--${string}`): string {
  const probe = document.createElement('span')
  probe.hidden = true
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const colour = getComputedStyle(probe).color
  probe.remove()
  return colour
}

/** Tells when the theme changes, by the system or by the settings. @returns how to stop */
export function onThemeChange(changed: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  dark.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    dark.removeEventListener('change', changed)
  }
}

/** A number that is another one after each change of the theme: a key for what keeps colours. */
export function useThemeCount(): number {
  const [count, setCount] = useState(0)
  useEffect(() => onThemeChange(() => setCount((now) => now + 1)), [])
  return count
}
