import type { Migration } from './index.ts'

export const migration0005: Migration = {
  version: 5,
  sql: `
    CREATE TABLE accounts (
      -- Made from the platform and what it calls the account, or its name: the same account has the same id everywhere.
      id TEXT PRIMARY KEY,
      platform TEXT NOT NULL,
      name TEXT NOT NULL,
      -- What the platform calls it; null where no export said.
      external_id TEXT,
      added_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE history_imports (
      id TEXT PRIMARY KEY,
      file TEXT NOT NULL,
      -- Of the content: the same file says the same, whatever its name and date.
      sha256 TEXT NOT NULL,
      source TEXT NOT NULL,
      platform TEXT NOT NULL,
      as_of TEXT NOT NULL,
      imported_at TEXT NOT NULL
    ) STRICT;

    -- What exports told of posts, each word of it once; what is known of a post is made from all that is there.
    CREATE TABLE observations (
      id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      post_id TEXT NOT NULL,
      observed_on TEXT NOT NULL,
      is_sure INTEGER NOT NULL CHECK (is_sure IN (0, 1)),
      -- The first day that the figures cover; null where that is not known.
      period_start TEXT,
      facts TEXT NOT NULL,
      metrics TEXT NOT NULL,
      currency TEXT
    ) STRICT;
    CREATE INDEX observations_by_account ON observations (account_id, post_id);
    CREATE TABLE observation_sources (
      import_id TEXT NOT NULL REFERENCES history_imports (id) ON DELETE CASCADE,
      observation_id TEXT NOT NULL REFERENCES observations (id) ON DELETE CASCADE,
      PRIMARY KEY (import_id, observation_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX observation_sources_by_observation ON observation_sources (observation_id);

    -- The draft that a post was; without a content: by hand said to be none.
    CREATE TABLE post_links (
      post_id TEXT PRIMARY KEY,
      sha256 TEXT,
      how TEXT NOT NULL CHECK (how IN ('hand', 'sidecar', 'title')),
      linked_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE follower_counts (
      account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
      counted_on TEXT NOT NULL,
      followers INTEGER NOT NULL,
      PRIMARY KEY (account_id, counted_on)
    ) STRICT, WITHOUT ROWID;

    -- What a person said the columns of an export are, by what they are called.
    CREATE TABLE column_mappings (
      column_set TEXT PRIMARY KEY,
      mapping TEXT NOT NULL
    ) STRICT;
  `,
}
