import type { Migration } from './index.ts'

export const migration0001: Migration = {
  version: 1,
  sql: `
    -- What a file at a path was when it was last read: saves hashing it again.
    CREATE TABLE file_identities (
      path TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      modified_ns TEXT NOT NULL,
      inode TEXT NOT NULL,
      sha256 TEXT NOT NULL
    ) STRICT;

    -- Facts by content, detector and what measured them.
    CREATE TABLE measurements (
      sha256 TEXT NOT NULL,
      detector TEXT NOT NULL,
      detector_version TEXT NOT NULL,
      ffmpeg_version TEXT NOT NULL,
      facts BLOB NOT NULL,
      measured_at TEXT NOT NULL,
      PRIMARY KEY (sha256, detector, detector_version, ffmpeg_version)
    ) STRICT;

    CREATE TABLE jobs (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      -- What the job is about, for example the content hash of a draft.
      subject TEXT NOT NULL,
      path TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      -- The engine that runs it: "host/process id/number". It renews the lease while it lives.
      owner TEXT,
      lease_until_ms INTEGER,
      crashes INTEGER NOT NULL DEFAULT 0,
      progress REAL NOT NULL DEFAULT 0,
      error TEXT,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX one_open_job_a_subject ON jobs (kind, subject) WHERE state IN ('queued', 'running');
    CREATE INDEX jobs_by_time ON jobs (updated_at);
  `,
}
