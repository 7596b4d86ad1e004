import type { ReactNode, Ref } from 'react'
import { TextField } from './text-field.tsx'
import styles from './list-screen.module.css'

export interface ListScreenProps {
  title: string
  /** What is searched, for who doesn't see it: `Search drafts`. */
  searchLabel: string
  search: string
  onSearch: (search: string) => void
  searchField?: Ref<HTMLInputElement>
  /** Beside the search: further choices, and how much the list holds. */
  told: ReactNode
  /** At the end of the head: what can be done. */
  actions: ReactNode
  children: ReactNode
}

/** A screen that is one long list: its name, search and actions stand above it, and the list alone scrolls. */
export function ListScreen(props: ListScreenProps) {
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <h1 className={styles.title}>{props.title}</h1>
        <div className={styles.search}>
          <TextField
            label={props.searchLabel}
            labelHidden
            type="search"
            placeholder="Search"
            value={props.search}
            onChange={props.onSearch}
            {...(props.searchField ? { inputRef: props.searchField } : {})}
          />
        </div>
        {props.told}
        <div className={styles.actions}>{props.actions}</div>
      </header>
      {props.children}
    </div>
  )
}

/** Stands where the list would, when nothing of it fits the search. */
export function NothingFits({ children }: { children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>
}
