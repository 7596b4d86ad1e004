import { useState } from 'react'
import type { HistoryPage } from '../../shared/contract/history-page.ts'
import { useAppState } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { plural } from '../ui/wording.ts'
import styles from './history.module.css'

/** What was imported and whose it is: to take an import back, or to delete the history of an account. */
export function SourcesDialog({
  history,
  onClose,
}: {
  history: Pick<HistoryPage, 'imports' | 'accounts'>
  onClose: () => void
}) {
  const { host, notices, commands } = useAppState()
  const [deleting, setDeleting] = useState<string | null>(null)

  async function run(call: () => Promise<unknown>, told: string): Promise<void> {
    try {
      await call()
      // An import that can't be undone any more mustn't be offered.
      commands.forget()
      notices.tell(told, { kind: 'done' })
    } catch (thrown) {
      notices.tellError(thrown)
    }
  }

  return (
    <Dialog title="Imports and accounts" isOpen onClose={onClose} size="wide">
      <h3 className={styles.heading}>Imports</h3>
      <ul className={styles.sources}>
        {history.imports.map(({ id, file, source, asOf, posts }) => (
          <li key={id}>
            <span className={styles.what}>
              <b>{file}</b>
              <span className={styles.quiet}>
                {' '}
                {source}, as of {asOf}, {plural(posts, 'post')}
              </span>
            </span>
            <Button
              onPress={() => void run(() => host.call('undoImport', { id }), `${file} was taken back.`)}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
      <h3 className={styles.heading}>Accounts</h3>
      <ul className={styles.sources}>
        {history.accounts.map(({ id, name, platform, externalId, posts }) => (
          <li key={id}>
            <span className={styles.what}>
              <b>{name}</b>
              <span className={styles.quiet}>
                {' '}
                {platform}
                {externalId && `, ${externalId}`}, {plural(posts, 'post')}
              </span>
            </span>
            {deleting === id ? (
              <>
                <Button onPress={() => setDeleting(null)}>Keep</Button>
                <Button
                  look="danger"
                  onPress={() => {
                    setDeleting(null)
                    void run(
                      () => host.call('deleteAccount', { id }),
                      `The history of ${name} was deleted for good.`,
                    )
                  }}
                >
                  Delete for good
                </Button>
              </>
            ) : (
              <Button look="danger" onPress={() => setDeleting(id)}>
                Delete its history …
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
