import { z } from 'zod'

/** What the app adds to the page: a line to the engine, paths of files, and words from the shell around it. */

/** What the shell tells its page unasked. */
export const shellEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('told'), sentence: z.string() }),
  z.object({ type: z.literal('go'), hash: z.string().regex(/^#\//) }).describe('show another screen'),
  z.object({ type: z.enum(['undo', 'redo']) }).describe('chosen in the menu'),
])
export type ShellEvent = z.infer<typeof shellEventSchema>

/** `window.hookline`: the one bridge between the page and the app. */
export interface ShellBridge {
  mediaOrigin: string
  /** Asks for a line to the engine, which arrives as a message of the window with the same token, a UUID. */
  connect(token: string): void
  /** Where a file that was dropped or chosen lies; empty for one that was made in the page. */
  pathOf(file: File): string
  /** The system's dialog. Answers with the path of the folder, null when none was chosen; unparsed. */
  chooseFolder(title: string): Promise<unknown>
  /** @param listener gets each `ShellEvent`, unparsed */
  onShellEvent(listener: (event: unknown) => void): void
}
