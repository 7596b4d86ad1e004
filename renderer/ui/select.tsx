import { Check, ChevronDown } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import styles from './select.module.css'

export interface SelectProps<Id extends string> {
  label: string
  /** The label is read by a screen reader only. */
  labelHidden?: boolean
  value: Id | null
  options: readonly { id: Id; label: string }[]
  onChange: (id: Id) => void
  isDisabled?: boolean
  placeholder?: string
}

/** One of a few. */
export function Select<Id extends string>({
  label,
  labelHidden = false,
  value,
  options,
  onChange,
  isDisabled = false,
  placeholder = 'Choose',
}: SelectProps<Id>) {
  return (
    <AriaSelect
      className={styles.select!}
      {...(labelHidden ? { 'aria-label': label } : {})}
      value={value}
      placeholder={placeholder}
      isDisabled={isDisabled}
      onChange={(id) => {
        const option = options.find((one) => one.id === id)
        if (option) onChange(option.id)
      }}
    >
      {!labelHidden && <Label className={styles.label}>{label}</Label>}
      <AriaButton className={styles.button!}>
        <SelectValue className={styles.value!} />
        <ChevronDown aria-hidden />
      </AriaButton>
      <Popover className={styles.popover!} offset={4}>
        <ListBox className={styles.list!} items={options}>
          {(option) => (
            <ListBoxItem className={styles.option!} textValue={option.label}>
              <Check aria-hidden className={styles.check} />
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
