import type { Migration } from './index.ts'

export const migration0003: Migration = {
  version: 3,
  sql: `
    -- One row an export that was added to the library.
    CREATE TABLE drafts (
      id TEXT PRIMARY KEY,
      path TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('file', 'upload', 'watched', 'sample')),
      -- What exports of the same film have in common: their folder and their name without a version.
      export_key TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      modified_ns TEXT NOT NULL,
      -- Known once the file has been read.
      sha256 TEXT,
      added_at TEXT NOT NULL,
      -- Removed drafts can be restored until they are purged.
      removed_at TEXT,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'measuring', 'scored', 'failed', 'cancelled')),
      error TEXT,
      -- The engine that has it in its queue; null: whoever resumes the queue.
      owner TEXT,
      -- How often it was begun without coming to an end.
      attempts INTEGER NOT NULL DEFAULT 0,
      -- As entered in the page, and as read beside the file when it was scored.
      details TEXT,
      sidecar TEXT,
      scores TEXT,
      -- What the scores depend on beside the facts: they are made anew when it differs.
      scored_with TEXT,
      video TEXT,
      previous_id TEXT REFERENCES drafts (id) ON DELETE SET NULL
    ) STRICT;
    CREATE INDEX drafts_by_path ON drafts (path);
    CREATE INDEX drafts_by_export ON drafts (export_key);
    CREATE INDEX drafts_by_previous ON drafts (previous_id);

    CREATE TABLE settings (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    -- What one engine at a time may do, and which engines live.
    CREATE TABLE leases (
      name TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      until_ms INTEGER NOT NULL
    ) STRICT;

    -- Folders whose exports become drafts, and the files that were seen in them.
    CREATE TABLE watched_folders (
      folder TEXT PRIMARY KEY,
      since TEXT NOT NULL
    ) STRICT;
    CREATE TABLE watched_files (
      folder TEXT NOT NULL REFERENCES watched_folders (folder) ON DELETE CASCADE,
      name TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      modified_ns TEXT NOT NULL,
      PRIMARY KEY (folder, name)
    ) STRICT;
  `,
}
