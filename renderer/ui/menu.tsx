import { EllipsisVertical } from 'lucide-react'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { IconButton } from './button.tsx'
import styles from './menu.module.css'

export interface MenuAction {
  id: string
  label: string
  run(): void
  danger?: boolean
  isDisabled?: boolean
}

/** Further actions behind a button. */
export function Menu({ label, actions }: { label: string; actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      <IconButton label={label}>
        <EllipsisVertical />
      </IconButton>
      <Popover className={styles.popover!} placement="bottom end" offset={4}>
        <Actions actions={actions} />
      </Popover>
    </MenuTrigger>
  )
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
  label?: string
  actions: readonly MenuAction[]
  onClose?: () => void
}) {
  return (
    <AriaMenu
      className={styles.menu!}
      items={actions}
      disabledKeys={actions.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
      onAction={(id) => actions.find((action) => action.id === id)?.run()}
      {...(label === undefined ? {} : { 'aria-label': label, autoFocus: 'first' })}
      {...(onClose ? { onClose } : {})}
    >
      {(action) => (
        <MenuItem textValue={action.label} className={`${styles.item} ${action.danger ? styles.danger : ''}`}>
          {action.label}
        </MenuItem>
      )}
    </AriaMenu>
  )
}
