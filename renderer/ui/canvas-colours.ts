import { useEffect, useState } from 'react'

type Token = `--${string}`

/**
 * The colours that tokens of tokens.css have now, as a canvas takes them. An element is asked, for `light-dark()` is settled
 * only in a computed colour.
 *
 * @returns the colours under the names of their tokens
 */
export function canvasColours<Name extends string>(
  tokens: Readonly<Record<Name, Token>>,
): Record<Name, string> {
  const probe = document.createElement('span')
  probe.hidden = true
  document.body.append(probe)
  const colours = Object.entries<Token>(tokens).map(([name, token]) => {
    probe.style.color = `var(${token})`
    return [name, getComputedStyle(probe).color]
  })
  probe.remove()
  return Object.fromEntries(colours) as Record<Name, string>
}

export function canvasColour(token: Token): string {
  return canvasColours({ token }).token
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
