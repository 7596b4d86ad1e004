import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { WithTooltip } from './tooltip.tsx'
import styles from './button.module.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `primary`: the one thing to do here. `quiet`: without a frame. `danger`: destroys. */
  look?: 'plain' | 'primary' | 'quiet' | 'danger'
  icon?: ReactNode
  children: ReactNode
}

export function Button({ look = 'plain', icon, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`${styles.button} ${styles[look]}`}>
      {icon}
      {children}
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  'className' | 'style' | 'children' | 'aria-label'
> {
  /** Its name for a screen reader and in the tooltip. */
  label: string
  /** The keys that do the same, shown in the tooltip. */
  keys?: string
  children: ReactNode
}

export function IconButton({ label, keys, children, ...props }: IconButtonProps) {
  return (
    <WithTooltip text={label} keys={keys}>
      <AriaButton {...props} aria-label={label} className={`${styles.button} ${styles.quiet} ${styles.icon}`}>
        {children}
      </AriaButton>
    </WithTooltip>
  )
}
