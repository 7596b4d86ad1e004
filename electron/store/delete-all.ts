import type { Library } from './library.ts'

/** In an order that no reference forbids. */
const tables = [
  'watched_files',
  'watched_folders',
  'drafts',
  'measurements',
  'tracks',
  'jobs',
  'file_identities',
  'intentional_changes',
  'post_links',
  'observation_sources',
  'observations',
  'history_imports',
  'follower_counts',
  'accounts',
  'column_mappings',
  'forecasts',
  'early_views',
  'early_forecasts',
  'rounds',
  'settings',
]

/** Empties the library and gives the room back to the disk, so that nothing of it can be read there any more. */
export function deleteAllRows({ database }: Library): void {
  database
    .transaction(() => {
      for (const table of tables) database.exec(`DELETE FROM ${table}`)
    })
    .immediate()
  database.exec('VACUUM')
  database.pragma('wal_checkpoint(TRUNCATE)')
}
