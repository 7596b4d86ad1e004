import { HooklineError } from '../../shared/contract/errors.ts'

/** What was read before a file changed and what was read after it do not belong together. */
export function fileChanged(): HooklineError {
  return new HooklineError(
    'file_changed',
    'The file changed while it was read.',
    'Wait until the export has finished, then score it again.',
  )
}

/** What the file system says of a draft, as a sentence for the person. Errors that already are one pass through. */
export function fileError(thrown: unknown, path: string): HooklineError {
  if (thrown instanceof HooklineError) return thrown
  const code = (thrown as NodeJS.ErrnoException).code
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return new HooklineError(
        'file_missing',
        `There is no file ${path}.`,
        'Check the name and the folder.',
        { cause: thrown },
      )
    case 'EISDIR':
      return new HooklineError(
        'not_a_file',
        `${path} is a folder, not a video file.`,
        'Give it one exported file.',
        { cause: thrown },
      )
    case 'EACCES':
    case 'EPERM':
      return new HooklineError('file_unreadable', `${path} may not be read.`, 'Check its permissions.', {
        cause: thrown,
      })
    default:
      return new HooklineError(
        'file_unreadable',
        `${path} could not be read (${code ?? String(thrown)}).`,
        'Copy the file to this machine and try again.',
        { cause: thrown },
      )
  }
}

/** What came of reading a draft: errors of the file system as `fileError` tells them, anything else as it came. */
export function readingError(thrown: unknown, path: string): unknown {
  if (thrown instanceof HooklineError) return thrown
  const systemError = thrown instanceof Error && 'code' in thrown && 'syscall' in thrown
  return systemError ? fileError(thrown, path) : thrown
}
