import { Download } from 'lucide-react'
import { Header } from 'react-aria-components/Header'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import { useHost } from '../../host/host-context.tsx'
import { Button } from '../../ui/button.tsx'
import menuStyles from '../../ui/menu.module.css'
import { exportsOf } from './exports.ts'
import styles from './export-menu.module.css'

/** Everything that can be taken out of a draft, as files. */
export function ExportMenu({ draft, platform }: { draft: Draft; platform: PlatformId }) {
  const host = useHost()
  const sections = exportsOf(draft.id, platform)
  return (
    <MenuTrigger>
      <Button icon={<Download aria-hidden />} isDisabled={draft.state !== 'scored'}>
        Export
      </Button>
      <Popover className={menuStyles.popover!} placement="bottom end" offset={4}>
        <AriaMenu className={menuStyles.menu!} aria-label="Export">
          {sections.map(({ title, files }) => (
            <MenuSection key={title} className={styles.section!}>
              <Header className={styles.title}>{title}</Header>
              {files.map(({ label, note, resource }) => (
                <MenuItem
                  key={label}
                  className={styles.item!}
                  textValue={label}
                  href={host.addressOf(resource)}
                  download
                >
                  {label}
                  <span className={styles.note}>{note}</span>
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
