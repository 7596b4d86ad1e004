import { ChevronDown } from 'lucide-react'
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { tabsInRow, type RowSizes } from './tabs-in-row.ts'
import menuStyles from './menu.module.css'
import styles from './fitting-tabs.module.css'

export interface FittingTab {
  id: string
  label: string
  /** A number to look at before anything else; 0 is not shown. */
  badge?: { count: number; words: string }
  panel: ReactNode
}

export interface FittingTabsProps {
  label: string
  tabs: readonly FittingTab[]
  selected: string
  onSelect: (id: string) => void
}

/** Tabs in one row. Those that the width has no room for stand in a menu at its end, and come into the row when chosen. */
export function FittingTabs({ label, tabs, selected, onSelect }: FittingTabsProps) {
  const row = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLDivElement>(null)
  const sizes = useRowSizes(row, ruler)
  // What was brought into the row stays until another is: tabs don't move while one walks along them.
  const [brought, setBrought] = useState(selected)
  const shownWith = (id: string): FittingTab[] =>
    sizes?.tabsPx.length === tabs.length
      ? tabsInRow(
          sizes,
          tabs.findIndex((tab) => tab.id === id),
        ).map((index) => tabs[index]!)
      : [...tabs]
  if (!shownWith(brought).some(({ id }) => id === selected)) setBrought(selected)
  const shown = shownWith(brought)
  const others = tabs.filter((tab) => !shown.includes(tab))
  return (
    <Tabs className={styles.tabs!} selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <div ref={row} className={styles.row}>
        <TabList className={styles.list!} aria-label={label}>
          {shown.map(({ id, label: name, badge }) => (
            <Tab key={id} id={id} className={styles.tab!}>
              {name}
              {badge && badge.count > 0 && (
                <span className={styles.count} title={`${badge.count} ${badge.words}`}>
                  {badge.count}
                  <span className={styles.countWords}> {badge.words}</span>
                </span>
              )}
            </Tab>
          ))}
        </TabList>
        {others.length > 0 && <OtherTabs label={label} tabs={others} onSelect={onSelect} />}
        <Ruler ref={ruler} tabs={tabs} />
      </div>
      {tabs.map(({ id, panel }) => (
        <TabPanel key={id} id={id} className={styles.panel!}>
          {panel}
        </TabPanel>
      ))}
    </Tabs>
  )
}

function OtherTabs({ label, tabs, onSelect }: Omit<FittingTabsProps, 'selected'>) {
  return (
    <MenuTrigger>
      <AriaButton className={`${styles.tab} ${styles.more}`}>
        More
        <ChevronDown aria-hidden />
      </AriaButton>
      <Popover className={menuStyles.popover!} placement="bottom end" offset={4}>
        <AriaMenu
          className={menuStyles.menu!}
          aria-label={`${label}, more`}
          items={tabs}
          onAction={(key) => onSelect(String(key))}
        >
          {({ label: name }) => (
            <MenuItem className={menuStyles.item!} textValue={name}>
              {name}
            </MenuItem>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** Every tab and the menu's button as wide as they are drawn, unseen and unheard: what the row is measured by. */
function Ruler({ ref, tabs }: { ref: RefObject<HTMLDivElement | null>; tabs: readonly FittingTab[] }) {
  return (
    <div ref={ref} className={styles.ruler} aria-hidden>
      {tabs.map(({ id, label, badge }) => (
        <span key={id} className={styles.tab} data-words={label}>
          {badge && badge.count > 0 && <span className={styles.count} data-words={badge.count} />}
        </span>
      ))}
      <span className={`${styles.tab} ${styles.more}`} data-words="More">
        <ChevronDown />
      </span>
    </div>
  )
}

/** Null until the first layout; follows the window, the fonts and the badges. */
function useRowSizes(
  row: RefObject<HTMLDivElement | null>,
  ruler: RefObject<HTMLDivElement | null>,
): RowSizes | null {
  const [sizes, setSizes] = useState<RowSizes | null>(null)
  useLayoutEffect(() => {
    const measure = (): void => {
      const widths = [...ruler.current!.children].map((one) => one.getBoundingClientRect().width)
      const style = getComputedStyle(row.current!)
      const paddingPx = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight)
      setSizes({
        tabsPx: widths.slice(0, -1),
        morePx: widths.at(-1)!,
        roomPx: row.current!.clientWidth - paddingPx,
      })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(row.current!)
    observer.observe(ruler.current!)
    return () => observer.disconnect()
  }, [row, ruler])
  return sizes
}
