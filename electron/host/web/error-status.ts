import type { ErrorCode } from '../../../shared/contract/errors.ts'

/** The status of HTTP that fits an error of the contract. */
export function statusOf(code: ErrorCode): number {
  switch (code) {
    case 'usage':
    case 'dates_unclear':
    case 'account_unclear':
      return 400
    case 'not_allowed':
      return 403
    case 'draft_unknown':
    case 'history_unknown':
    case 'file_missing':
    case 'model_unknown':
      return 404
    case 'cancelled':
    case 'file_changed':
      return 409
    case 'too_large':
      return 413
    case 'file_unreadable':
    case 'not_a_file':
    case 'file_empty':
    case 'not_media':
    case 'no_video':
    case 'still_image':
    case 'corrupt':
    case 'encrypted':
    case 'timed_out':
    case 'not_a_table':
    case 'not_posts':
    case 'columns_unknown':
    case 'table_unusable':
    case 'target_unusable':
    case 'too_few_posts':
      return 422
    case 'ffmpeg_missing':
    case 'library_busy':
    case 'library_damaged':
    case 'library_newer':
    case 'engine_crashed':
    case 'worker_crashed':
    case 'port_taken':
    case 'model_damaged':
      return 503
    case 'network_failed':
    case 'download_damaged':
      return 502
    case 'disk_full':
    case 'folder_not_writable':
      return 507
    case 'ffmpeg_failed':
    case 'internal':
      return 500
  }
}
