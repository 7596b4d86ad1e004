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
        <AriaMenu
          className={styles.menu!}
          items={actions}
          disabledKeys={actions.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
          onAction={(id) => actions.find((action) => action.id === id)?.run()}
        >
          {(action) => (
            <MenuItem
              textValue={action.label}
              className={`${styles.item} ${action.danger ? styles.danger : ''}`}
            >
              {action.label}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
