import { useEffect, useRef } from 'react'
import { createStore } from 'zustand/vanilla'

/** One key of a screen. `keys` such as `Mod+Z`, `Shift+ArrowLeft`, `/`, `?`, `Space`; `Mod` is Ctrl, on a Mac ⌘. */
export interface Shortcut {
  keys: string
  /** What it does, for the sheet. */
  label: string
  run(): void
  /** The sheet shows keys of one meaning in one line: `J K L`. Only the first of them then has a label. */
  shownAs?: string
  /** Further keys that do the same and are not shown. */
  also?: readonly string[]
  /** Runs as well while a key is held down. */
  repeats?: boolean
}

export interface ShortcutGroup {
  /** Heading in the sheet. */
  title: string
  shortcuts: readonly Shortcut[]
}

/** The groups that stand now, the screen's own last. */
export const shortcutGroups = createStore<{ groups: readonly ShortcutGroup[] }>(() => ({ groups: [] }))

/**
 * Makes keys work as long as the component is shown, and lists them in the keyboard sheet. They rest while the person
 * types and while a dialog is open; Space and Enter rest on a control that takes them itself.
 */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const now = useRef(shortcuts)
  useEffect(() => {
    now.current = shortcuts
  })
  const shown = JSON.stringify(
    shortcuts.map(({ keys, label, also, shownAs }) => [keys, label, also, shownAs]),
  )
  useEffect(() => {
    const group: ShortcutGroup = {
      title,
      // The newest functions run, while the list changes only with the keys.
      get shortcuts() {
        return now.current
      },
    }
    shortcutGroups.setState(({ groups }) => ({ groups: [...groups, group] }))
    return () => shortcutGroups.setState(({ groups }) => ({ groups: groups.filter((one) => one !== group) }))
  }, [title, shown])
}

/** Hears all keys of the page. @returns how to stop */
export function listenToKeys(target: Document): () => void {
  const hear = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const shortcut = shortcutFor(event, shortcutGroups.getState().groups)
    if (!shortcut || rests(event, target)) return
    event.preventDefault()
    if (!event.repeat || shortcut.repeats) shortcut.run()
  }
  target.addEventListener('keydown', hear)
  return () => target.removeEventListener('keydown', hear)
}

/** The parts of a key event that name a shortcut. */
export type PressedKeys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** The shortcut for an event; what was added last wins. */
export function shortcutFor(event: PressedKeys, groups: readonly ShortcutGroup[]): Shortcut | null {
  for (const { shortcuts } of groups.toReversed()) {
    const found = shortcuts.find(({ keys, also = [] }) => [keys, ...also].some((one) => matches(event, one)))
    if (found) return found
  }
  return null
}

function matches(event: PressedKeys, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.pop() || '+'
  const wants = (modifier: string): boolean => parts.includes(modifier)
  if ((event.ctrlKey || event.metaKey) !== wants('Mod') || event.altKey !== wants('Alt')) return false
  const pressed = event.key === ' ' ? 'Space' : event.key
  // Digits by their place: some keyboards have them with Shift alone, and with Shift most have a sign there.
  if (/^\d$/.test(key) && event.shiftKey === wants('Shift') && event.code === `Digit${key}`) return true
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  // Signs such as ? need Shift on some keyboards and not on others.
  if (!isSign && event.shiftKey !== wants('Shift')) return false
  return pressed.toLowerCase() === key.toLowerCase()
}

const typingIn =
  'input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable]'
const takesPress =
  'button, a[href], summary, [role=button], [role=switch], [role=option], [role=row], [role=menuitem], input'

/** Whether the person writes in a field: undoing is then a matter of that field. */
export function isTyping(target: Document): boolean {
  return target.activeElement?.matches(typingIn) ?? false
}

function rests(event: KeyboardEvent, target: Document): boolean {
  if (target.querySelector('[role=dialog][data-modal], [role=alertdialog]')) return true
  const at = event.target instanceof Element ? event.target : null
  if (at?.closest(typingIn)) return true
  return (event.key === ' ' || event.key === 'Enter') && Boolean(at?.closest(takesPress))
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
}

/** `Mod+Shift+Z` as it is printed: `Ctrl`, `Shift`, `Z`; on a Mac `⌘`, `⇧`, `Z`. */
export function shownKeys(keys: string): string[] {
  const mac = navigator.userAgent.includes('Mac')
  const modifiers: Readonly<Record<string, string>> = mac
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
    : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' }
  return keys
    .split(/(?<=.)[+ ]/)
    .map((key) => modifiers[key] ?? signs[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
