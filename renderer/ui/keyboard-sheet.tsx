import { useStore } from 'zustand'
import { Dialog } from './dialog.tsx'
import { Keys } from './keys.tsx'
import { shortcutGroups } from './shortcuts.ts'
import styles from './keyboard-sheet.module.css'

/** All keys that work on the screen that is shown. */
export function KeyboardSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const groups = useStore(shortcutGroups, (state) => state.groups)
  return (
    <Dialog title="Keyboard" isOpen={isOpen} onClose={onClose} size="wide">
      <div className={styles.groups}>
        {groups.toReversed().map(({ title, shortcuts }) => (
          <section key={title} className={styles.group}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.list}>
              {shortcuts
                .filter(({ label }) => label !== '')
                .map(({ keys, label, shownAs }) => (
                  <div key={keys} className={styles.row}>
                    <dt>{label}</dt>
                    <dd>
                      <Keys keys={shownAs ?? keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
