/** The colours of the theme as a canvas takes them, under the names of tokens.css. */
const tokens = {
  surface: '--surface-1',
  surfaceRaised: '--surface-2',
  surfaceBack: '--surface-0',
  line: '--line',
  lineStrong: '--line-strong',
  text: '--text',
  textQuiet: '--text-quiet',
  accent: '--accent',
  selection: '--selection',
  good: '--good',
  fair: '--fair',
  poor: '--poor',
  unjudged: '--unjudged',
  picture: '--lane-picture',
  motion: '--lane-motion',
  brightness: '--lane-brightness',
  sound: '--lane-sound',
  loudness: '--lane-loudness',
  silence: '--lane-silence',
  playhead: '--playhead',
} as const

export type Colours = Readonly<Record<keyof typeof tokens | 'font', string>>

/** Reads the colours that stand now; an element is asked, for `light-dark()` is settled only in a computed colour. */
export function readColours(beside: HTMLElement): Colours {
  const probe = document.createElement('span')
  probe.hidden = true
  beside.append(probe)
  const colours: Partial<Record<keyof Colours, string>> = { font: getComputedStyle(beside).fontFamily }
  for (const [name, token] of Object.entries(tokens)) {
    probe.style.color = `var(${token})`
    colours[name as keyof Colours] = getComputedStyle(probe).color
  }
  probe.remove()
  return colours as Colours
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
