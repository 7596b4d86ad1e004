import { Archive, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'
import type { LibraryInfo } from '../../shared/contract/settings.ts'
import { useHost } from '../host/host-context.tsx'
import { useAppState, useSettings } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { bytes, plural } from '../ui/wording.ts'
import styles from './settings.module.css'
import { useChangeSettings } from './change-settings.ts'

const cacheLimitsGb = [1, 2, 5, 10, 20, 50]
const confirmation = 'delete all'

/** Where everything lies, a copy of it, and an end to it. */
export function DataSection() {
  const host = useHost()
  const { notices, commands, refresh } = useAppState()
  const cacheLimitGb = useSettings(({ settings }) => settings.cacheLimitGb)
  const change = useChangeSettings()
  const [info, setInfo] = useState<LibraryInfo | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const [counted, setCounted] = useState(0)
  const [backingUp, setBackingUp] = useState(false)
  const [deleting, setDeleting] = useState(false)
  useEffect(() => {
    let current = true
    host.call('libraryInfo', {}).then(
      (found) => {
        if (current) setInfo(found)
      },
      (thrown: unknown) => {
        if (current) setError(errorToData(thrown))
      },
    )
    return () => {
      current = false
    }
  }, [host, counted])

  async function backUp(): Promise<void> {
    setBackingUp(true)
    try {
      const { path } = await host.call('backUp', {})
      notices.tell(`The library was backed up to ${path}.`, { kind: 'done' })
      setCounted((count) => count + 1)
    } catch (thrown) {
      notices.tellError(thrown)
    } finally {
      setBackingUp(false)
    }
  }

  async function deleteAll(): Promise<void> {
    setDeleting(false)
    try {
      await host.call('deleteAll', { confirm: confirmation })
      commands.forget()
      await refresh()
      notices.tell('Everything was deleted.', { kind: 'done' })
      setCounted((count) => count + 1)
    } catch (thrown) {
      notices.tellError(thrown)
    }
  }

  return (
    <section className={styles.section} aria-labelledby="settings-data">
      <h2 id="settings-data">Your data</h2>
      {error && <ErrorSentence error={error} />}
      {info && (
        <dl className={styles.facts}>
          <dt>Folder</dt>
          <dd>
            <code className={styles.path}>{info.folder}</code>
          </dd>
          <dt>Size</dt>
          <dd>
            {bytes(info.sizeBytes)} for {plural(info.drafts, 'draft')}; of that {bytes(info.cacheBytes)} are
            pictures and playable copies that can be made again. {bytes(info.freeBytes)} are free.
          </dd>
          <dt>Version</dt>
          <dd>{info.version}. Nothing leaves this machine.</dd>
        </dl>
      )}
      <div className={styles.row}>
        <span>Room for pictures and playable copies</span>
        <Select
          label="Room for pictures and playable copies"
          labelHidden
          value={String(cacheLimitGb)}
          options={[...new Set([...cacheLimitsGb, cacheLimitGb])]
            .toSorted((a, b) => a - b)
            .map((gb) => ({ id: String(gb), label: `${gb} GB` }))}
          onChange={(gb) => void change('Change the room for copies', { cacheLimitGb: Number(gb) })}
        />
      </div>
      <div className={styles.buttons}>
        <Button icon={<Archive aria-hidden />} isDisabled={backingUp} onPress={() => void backUp()}>
          {backingUp ? 'Backing up …' : 'Back up'}
        </Button>
        <Button look="danger" icon={<Trash2 aria-hidden />} onPress={() => setDeleting(true)}>
          Delete all …
        </Button>
      </div>
      {deleting && <DeleteAllDialog onClose={() => setDeleting(false)} onDelete={() => void deleteAll()} />}
    </section>
  )
}

function DeleteAllDialog({ onClose, onDelete }: { onClose: () => void; onDelete: () => void }) {
  const [typed, setTyped] = useState('')
  const ready = typed.trim().toLowerCase() === confirmation
  return (
    <Dialog
      title="Delete all"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep everything</Button>
          <Button look="danger" isDisabled={!ready} onPress={onDelete}>
            Delete all
          </Button>
        </>
      }
    >
      <p>
        All drafts, scores, measurements, details, marks, settings and uploaded copies are deleted for good.
        Your own video files and the back-ups beside the library stay where they are.
      </p>
      <TextField
        label={`Type “${confirmation}” to go on`}
        value={typed}
        onChange={setTyped}
        onSubmit={() => {
          if (ready) onDelete()
        }}
      />
    </Dialog>
  )
}
