import { useState, type ReactNode } from 'react'
import { errorToData } from '../../shared/contract/errors.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './settings.module.css'

/** A path of this machine to be typed and used; what is wrong with it stands below it until it is changed. */
export function PathEntry({
  label,
  placeholder,
  icon,
  action,
  onUse,
}: {
  label: string
  placeholder: string
  icon?: ReactNode
  /** The words on the button. */
  action: string
  /** Throws what is wrong. */
  onUse: (path: string) => Promise<void>
}) {
  const [path, setPath] = useState('')
  const [error, setError] = useState<string>()
  const trimmed = path.trim()

  async function use(): Promise<void> {
    if (trimmed === '') return
    try {
      await onUse(trimmed)
      setPath('')
      setError(undefined)
    } catch (thrown) {
      const { message, hint } = errorToData(thrown)
      setError(hint ? `${message} ${hint}` : message)
    }
  }

  return (
    <div className={styles.entry}>
      <TextField
        label={label}
        labelHidden
        value={path}
        placeholder={placeholder}
        onChange={(next) => {
          setPath(next)
          setError(undefined)
        }}
        onSubmit={() => void use()}
        error={error}
      />
      <Button icon={icon} isDisabled={trimmed === ''} onPress={() => void use()}>
        {action}
      </Button>
    </div>
  )
}
