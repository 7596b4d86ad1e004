import type { Migration } from './index.ts'

export const migration0002: Migration = {
  version: 2,
  sql: `
    -- Every marking and unmarking of a check as intentional; the last one that is not undone counts.
    CREATE TABLE intentional_changes (
      id INTEGER PRIMARY KEY,
      scope TEXT NOT NULL CHECK (scope IN ('draft', 'brand')),
      -- The path of the draft, or the name of the brand.
      subject TEXT NOT NULL,
      check_id TEXT NOT NULL,
      intentional INTEGER NOT NULL CHECK (intentional IN (0, 1)),
      undone INTEGER NOT NULL DEFAULT 0,
      changed_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX intentional_changes_by_subject ON intentional_changes (scope, subject);
  `,
}
