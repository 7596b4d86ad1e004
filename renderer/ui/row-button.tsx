import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react'
import buttonStyles from './button.module.css'

/**
 * A button in a row of a list. A plain one of the browser: a list makes many of them at once,
 * and the tooltip and press handling of the others cost more than the rest of the row.
 */
export function RowButton({
  label,
  opensMenu = false,
  isSkipped = false,
  onPress,
  children,
}: {
  label: string
  opensMenu?: boolean
  /** The keyboard doesn't stop at it: it belongs to a row where the keyboard is not. */
  isSkipped?: boolean
  onPress: (button: HTMLButtonElement) => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className={`${buttonStyles.button} ${buttonStyles.quiet} ${buttonStyles.icon}`}
      aria-label={label}
      title={label}
      tabIndex={isSkipped ? -1 : undefined}
      aria-haspopup={opensMenu ? 'menu' : undefined}
      onClick={(event) => {
        event.stopPropagation()
        onPress(event.currentTarget)
      }}
      onPointerDown={keepFromRow}
      onPointerUp={keepFromRow}
      onMouseDown={keepFromRow}
      onDoubleClick={keepFromRow}
      onKeyDown={keepPressFromRow}
      onKeyUp={keepPressFromRow}
    >
      {children}
    </button>
  )
}

/** Or the row would be selected by it. */
function keepFromRow(event: PointerEvent | MouseEvent): void {
  event.stopPropagation()
}

/** Or the row would be opened by it; arrows go on to the list. */
function keepPressFromRow(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
}
