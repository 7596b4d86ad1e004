import type { Migration } from './index.ts'

export const migration0004: Migration = {
  version: 4,
  sql: `
    -- What is known of music tracks, by content and what measured them.
    CREATE TABLE tracks (
      sha256 TEXT NOT NULL,
      ffmpeg_version TEXT NOT NULL,
      version TEXT NOT NULL,
      facts BLOB NOT NULL,
      measured_at TEXT NOT NULL,
      PRIMARY KEY (sha256, ffmpeg_version)
    ) STRICT;
  `,
}
