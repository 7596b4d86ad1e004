import { migration0001 } from './0001-measurements-and-jobs.ts'
import { migration0002 } from './0002-intentional-checks.ts'
import { migration0003 } from './0003-drafts-settings-leases.ts'
import { migration0004 } from './0004-tracks.ts'
import { migration0005 } from './0005-history.ts'
import { migration0006 } from './0006-captions.ts'
import { migration0007 } from './0007-forecasts.ts'
import { migration0008 } from './0008-early-views.ts'

/** One step of the schema; it runs inside a transaction. */
export interface Migration {
  version: number
  sql: string
}

/** In order; the version of the last one is the version of the library. */
export const migrations: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
]
