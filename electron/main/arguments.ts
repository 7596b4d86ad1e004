import { resolve } from 'node:path'
import { commandNames } from '../host/command-names.ts'

/** What a start of the app asks for: one command without a window, or the window, with drafts to add. */
export type StartRequest =
  { mode: 'command'; args: string[] } | { mode: 'window'; files: string[]; library: string | null }

/**
 * Reads `process.argv`. The first word decides: a command is run without a window, everything else is a draft.
 * Switches of Chromium, which it takes for itself, may stand before it.
 *
 * @param isDefaultApp Electron's own executable was started, with the path of this program as its first word
 * @param folder what file names start from
 */
export function readArguments(argv: readonly string[], isDefaultApp: boolean, folder: string): StartRequest {
  const args = argv.slice(1)
  if (isDefaultApp) args.splice(0, args.findIndex((arg) => !arg.startsWith('-')) + 1)
  const files: string[] = []
  let library: string | null = null
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    const isFirst = files.length === 0
    if (arg === '--') {
      files.push(...args.slice(i + 1))
      break
    } else if (arg === '--library') library = args[++i] ?? null
    else if (arg.startsWith('--library=')) library = arg.slice('--library='.length)
    else if (isFirst && ['--help', '-h', '--version', '-V', 'help'].includes(arg))
      return { mode: 'command', args: [arg] }
    else if (arg === 'start' && isFirst) continue
    else if (isFirst && commandNames.includes(arg)) {
      const chosen = library === null ? [] : ['--library', library]
      return { mode: 'command', args: [arg, ...chosen, ...args.slice(i + 1)] }
    } else if (!arg.startsWith('-')) files.push(arg)
  }
  return {
    mode: 'window',
    files: files.map((file) => resolve(folder, file)),
    library: library === null ? null : resolve(folder, library),
  }
}
