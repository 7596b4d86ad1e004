import type { Migration } from './index.ts'

export const migration0006: Migration = {
  version: 6,
  sql: `
    -- Captions files as JSON: those that were added for a draft, and those beside it when it was scored last.
    ALTER TABLE drafts ADD COLUMN captions TEXT;
    ALTER TABLE drafts ADD COLUMN captions_beside TEXT;
  `,
}
