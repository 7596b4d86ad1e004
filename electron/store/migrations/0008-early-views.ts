import type { Migration } from './index.ts'

export const migration0008: Migration = {
  version: 8,
  sql: `
    -- How often posts were seen in their first hours and days, as persons and tables told; a file's go with its import.
    CREATE TABLE early_views (
      account_id TEXT NOT NULL,
      post_id TEXT NOT NULL,
      minutes INTEGER NOT NULL CHECK (minutes > 0),
      views INTEGER NOT NULL CHECK (views >= 0),
      -- Who told: 'hand', or the id of the table it stood in.
      told_by TEXT NOT NULL,
      PRIMARY KEY (post_id, minutes, told_by)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX early_views_by_account ON early_views (account_id);

    -- What was expected of posts that were out already, from their first views: never among the forecasts of drafts.
    CREATE TABLE early_forecasts (
      id INTEGER PRIMARY KEY,
      made_at TEXT NOT NULL,
      account_id TEXT NOT NULL,
      post_id TEXT NOT NULL,
      target TEXT NOT NULL CHECK (target IN ('views7', 'views30')),
      model TEXT NOT NULL,
      minutes INTEGER NOT NULL,
      views INTEGER NOT NULL,
      own_posts INTEGER NOT NULL,
      intervals TEXT NOT NULL,
      outcome REAL,
      outcome_on TEXT
    ) STRICT;
    CREATE UNIQUE INDEX early_forecasts_once
      ON early_forecasts (post_id, target, model, minutes, views, own_posts, intervals);
  `,
}
