import { z } from 'zod'

/**
 * Every way in which a request can end badly, as data that crosses borders: a stable code for programs, a sentence
 * for the person and, where there is one, what they can do next.
 */
export const errorCodes = [
  'internal',
  'usage',
  'file_missing',
  'file_unreadable',
  'not_a_file',
  'file_empty',
  'file_changed',
  'not_media',
  'no_video',
  'still_image',
  'corrupt',
  'encrypted',
  'too_large',
  'timed_out',
  'ffmpeg_missing',
  'ffmpeg_failed',
  'disk_full',
  'network_failed',
  'download_damaged',
  'folder_not_writable',
  'library_damaged',
  'library_newer',
  'library_busy',
  'port_taken',
  'worker_crashed',
  'engine_crashed',
  'cancelled',
  'draft_unknown',
  'not_a_table',
  'not_posts',
  'columns_unknown',
  'dates_unclear',
  'account_unclear',
  'history_unknown',
  'table_unusable',
  'target_unusable',
  'too_few_posts',
  'model_unknown',
  'model_damaged',
  'not_allowed',
] as const

export const errorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string().nullable(),
})
export type ErrorCode = (typeof errorCodes)[number]
export type ErrorData = z.infer<typeof errorSchema>

/** An error with a sentence for the person. Whatever else is thrown is a defect of ours and becomes `internal`. */
export class HooklineError extends Error {
  readonly code: ErrorCode
  readonly hint: string | null

  constructor(code: ErrorCode, message: string, hint: string | null = null, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HooklineError'
    this.code = code
    this.hint = hint
  }

  static fromData(data: ErrorData): HooklineError {
    return new HooklineError(data.code, data.message, data.hint)
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, hint: this.hint }
  }
}

/** What is thrown, as data for the other side of a border. */
export function errorToData(thrown: unknown): ErrorData {
  if (thrown instanceof HooklineError) return thrown.toData()
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return {
    code: 'internal',
    message: `Something went wrong inside Hookline: ${message}`,
    hint: 'Please report this; `hookline doctor` prints what is needed for a report.',
  }
}
