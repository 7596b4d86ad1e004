import { Menu as AriaMenu, MenuItem } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import styles from './menu.module.css'

export interface MenuAction {
  id: string
  label: string
  run(): void
  danger?: boolean
  isDisabled?: boolean
}

/** A menu that many buttons share: it opens at the one that was pressed. */
export function MenuAt({
  label,
  anchor,
  actions,
  onClose,
}: {
  label: string
  anchor: Element
  actions: readonly MenuAction[]
  onClose: () => void
}) {
  return (
    <Popover
      className={styles.popover!}
      placement="bottom end"
      offset={4}
      trigger="MenuTrigger"
      triggerRef={{ current: anchor }}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      aria-label={label}
    >
      <Actions label={label} actions={actions} onClose={onClose} />
    </Popover>
  )
}

function Actions({
  label,
  actions,
  onClose,
}: {
  label: string
  actions: readonly MenuAction[]
  onClose: () => void
}) {
  return (
    <AriaMenu
      aria-label={label}
      autoFocus="first"
      className={styles.menu!}
      items={actions}
      disabledKeys={actions.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
      onAction={(id) => actions.find((action) => action.id === id)?.run()}
      onClose={onClose}
    >
      {(action) => (
        <MenuItem textValue={action.label} className={`${styles.item} ${action.danger ? styles.danger : ''}`}>
          {action.label}
        </MenuItem>
      )}
    </AriaMenu>
  )
}
