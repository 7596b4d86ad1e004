import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Keys } from './keys.tsx'
import styles from './tooltip.module.css'

/** Names the control inside on hover and on keyboard focus. */
export function WithTooltip({
  text,
  keys,
  children,
}: {
  text: string
  keys?: string | undefined
  children: ReactElement
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className={styles.tooltip!} offset={6}>
        {text}
        {keys && <Keys keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  )
}
