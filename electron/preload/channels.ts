/** Names of the messages between the shell and its preload. */
export const channels = {
  /** From the page: it wants a line to the engine. */
  connect: 'hookline:connect',
  /** From the page: it asks for a folder, and is answered with its path or null. */
  chooseFolder: 'hookline:choose-folder',
  /** To the page: that line, as a port. */
  line: 'hookline:line',
  /** To the page: a `ShellEvent`. */
  shellEvent: 'hookline:shell-event',
} as const
