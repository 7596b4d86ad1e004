/** Whether a write failed for lack of room: on the disk, in a quota, or for files of that size. */
export function isDiskFull(thrown: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((thrown as NodeJS.ErrnoException).code ?? '')
}
