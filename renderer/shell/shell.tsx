import {
  ChartNoAxesCombined,
  Columns2,
  History,
  Keyboard,
  LayoutList,
  Redo2,
  Settings as SettingsIcon,
  Undo2,
  type LucideIcon,
} from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { addressOfRoute, goTo, type Route } from '../route.ts'
import { useAppState } from '../state/app-state-context.tsx'
import { IconButton } from '../ui/button.tsx'
import { KeyboardSheet } from '../ui/keyboard-sheet.tsx'
import { Notices } from '../ui/notices.tsx'
import { isTyping, listenToKeys, useShortcuts } from '../ui/shortcuts.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { DropAnywhere } from './drop-anywhere.tsx'
import styles from './shell.module.css'

/** The screens that the navigation leads to; `of` are those that belong to it. */
const places: readonly {
  label: string
  icon: LucideIcon
  route: Route
  of: readonly Route['screen'][]
  keys: string
}[] = [
  {
    label: 'Library',
    icon: LayoutList,
    route: { screen: 'library' },
    of: ['library', 'draft'],
    keys: 'Alt+1',
  },
  { label: 'Compare', icon: Columns2, route: { screen: 'compare', ids: [] }, of: ['compare'], keys: 'Alt+2' },
  { label: 'History', icon: History, route: { screen: 'history' }, of: ['history'], keys: 'Alt+3' },
  {
    label: 'Models',
    icon: ChartNoAxesCombined,
    route: { screen: 'models' },
    of: ['models'],
    keys: 'Alt+4',
  },
  { label: 'Settings', icon: SettingsIcon, route: { screen: 'settings' }, of: ['settings'], keys: 'Alt+5' },
]

/** What stands around every screen: navigation, undo, the keyboard sheet, notices, and files dropped anywhere. */
export function Shell({ route, children }: { route: Route; children: ReactNode }) {
  const [sheetIsOpen, setSheetIsOpen] = useState(false)
  const { host, commands, undo, redo } = useAppState()
  const nextUndo = useStore(commands, ({ done }) => done.at(-1)?.label)
  const nextRedo = useStore(commands, ({ undone }) => undone.at(-1)?.label)
  const main = useRef<HTMLElement>(null)
  useEffect(() => listenToKeys(document), [])
  useEffect(
    () =>
      host.onShellCommand((command) => {
        if (command.type === 'go') window.location.hash = command.hash
        else if (!isTyping(document)) void (command.type === 'undo' ? undo() : redo())
      }),
    [host, undo, redo],
  )
  useShortcuts('Everywhere', [
    { keys: '?', label: 'Show the keys of this screen', run: () => setSheetIsOpen(true) },
    { keys: 'Mod+Z', label: 'Undo', run: () => void undo() },
    { keys: 'Mod+Shift+Z', label: 'Redo', also: ['Mod+Y'], run: () => void redo() },
    ...places.map(({ keys, label, route: to }) => ({ keys, label, run: () => goTo(to) })),
  ])

  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          // The address after # names the screen, so focus is moved by hand.
          event.preventDefault()
          main.current?.focus()
        }}
      >
        Skip to the content
      </a>
      <nav className={styles.rail} aria-label="Hookline">
        <ul className={styles.places}>
          {places.map(({ label, icon: Icon, route: to, of }) => (
            <li key={label}>
              <a
                className={styles.place}
                href={addressOfRoute(to)}
                {...(of.includes(route.screen) ? { 'aria-current': 'page' as const } : {})}
              >
                <Icon aria-hidden />
                <span>{label}</span>
              </a>
            </li>
          ))}
        </ul>
        <div className={styles.tools}>
          <IconButton
            label={nextUndo ? `Undo: ${nextUndo}` : 'Nothing to undo'}
            keys="Mod+Z"
            isDisabled={!nextUndo}
            onPress={() => void undo()}
          >
            <Undo2 />
          </IconButton>
          <IconButton
            label={nextRedo ? `Redo: ${nextRedo}` : 'Nothing to redo'}
            keys="Mod+Shift+Z"
            isDisabled={!nextRedo}
            onPress={() => void redo()}
          >
            <Redo2 />
          </IconButton>
          <IconButton label="Keyboard" keys="?" onPress={() => setSheetIsOpen(true)}>
            <Keyboard />
          </IconButton>
        </div>
      </nav>
      <div className={styles.column}>
        <ConnectionBanner />
        <main ref={main} id="main" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
      <Notices />
      <DropAnywhere />
      <KeyboardSheet isOpen={sheetIsOpen} onClose={() => setSheetIsOpen(false)} />
    </div>
  )
}
