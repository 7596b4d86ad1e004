import type { ErrorCode } from '../../shared/contract/errors.ts'

/** The command line's exit codes: a stable interface. */
export const exitCodes = {
  done: 0,
  internal: 1,
  usage: 2,
  unusableInput: 3,
  partMissing: 4,
  surroundings: 5,
  cancelled: 130,
} as const

export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'usage':
    case 'draft_unknown':
    case 'history_unknown':
    case 'account_unclear':
    case 'dates_unclear':
    case 'not_allowed':
      return exitCodes.usage
    case 'file_missing':
    case 'file_unreadable':
    case 'not_a_file':
    case 'file_empty':
    case 'file_changed':
    case 'not_media':
    case 'no_video':
    case 'still_image':
    case 'corrupt':
    case 'encrypted':
    case 'too_large':
    case 'timed_out':
    case 'not_a_table':
    case 'not_posts':
    case 'columns_unknown':
    case 'table_unusable':
    case 'target_unusable':
    case 'too_few_posts':
      return exitCodes.unusableInput
    case 'ffmpeg_missing':
    case 'model_unknown':
    case 'model_damaged':
      return exitCodes.partMissing
    case 'disk_full':
    case 'network_failed':
    case 'download_damaged':
    case 'folder_not_writable':
    case 'library_damaged':
    case 'library_newer':
    case 'library_busy':
    case 'port_taken':
      return exitCodes.surroundings
    case 'cancelled':
      return exitCodes.cancelled
    case 'ffmpeg_failed':
    case 'worker_crashed':
    case 'engine_crashed':
    case 'internal':
      return exitCodes.internal
  }
}
