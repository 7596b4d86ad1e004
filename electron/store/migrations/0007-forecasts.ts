import type { Migration } from './index.ts'

export const migration0007: Migration = {
  version: 7,
  sql: `
    -- What was expected of drafts, once for what it was made from: content, account, model, features.
    CREATE TABLE forecasts (
      id INTEGER PRIMARY KEY,
      made_at TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      account_id TEXT,
      -- Platform, form and target.
      scope TEXT NOT NULL,
      target TEXT NOT NULL,
      made_from TEXT NOT NULL CHECK (made_from IN ('model', 'median', 'spread')),
      model TEXT,
      features_version TEXT NOT NULL,
      -- Feature values by name.
      features TEXT NOT NULL,
      -- The value and the ends of its intervals.
      intervals TEXT NOT NULL,
      made_with TEXT NOT NULL,
      -- What came of it.
      outcome REAL,
      outcome_on TEXT,
      post_id TEXT
    ) STRICT;
    CREATE UNIQUE INDEX forecasts_once ON forecasts (sha256, scope, made_with);
    CREATE INDEX forecasts_by_content ON forecasts (sha256, target);

    -- When work that comes round was last done.
    CREATE TABLE rounds (
      name TEXT PRIMARY KEY,
      done_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
