import type { Ref } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import styles from './text-field.module.css'

export interface TextFieldProps {
  label: string
  labelHidden?: boolean
  value: string
  onChange: (value: string) => void
  /** Enter was pressed. */
  onSubmit?: () => void
  onBlur?: () => void
  placeholder?: string
  hint?: string | undefined
  /** Why what stands there can't be taken. */
  error?: string | undefined
  inputRef?: Ref<HTMLInputElement>
  type?: 'text' | 'search' | 'url'
}

export function TextField({
  label,
  labelHidden = false,
  value,
  onChange,
  onSubmit,
  onBlur,
  placeholder,
  hint,
  error,
  inputRef,
  type = 'text',
}: TextFieldProps) {
  return (
    <AriaTextField
      className={styles.field!}
      {...(labelHidden ? { 'aria-label': label } : {})}
      value={value}
      onChange={onChange}
      onBlur={() => onBlur?.()}
      isInvalid={error !== undefined}
      type={type}
    >
      {!labelHidden && <Label className={styles.label}>{label}</Label>}
      <Input
        ref={inputRef ?? null}
        className={styles.input!}
        placeholder={placeholder ?? ''}
        spellCheck={false}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSubmit?.()
        }}
      />
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error!}>{error}</FieldError>
    </AriaTextField>
  )
}
