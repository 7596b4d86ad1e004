import { ipcMain, type IpcMainEvent, type MessagePortMain, type WebContents } from 'electron'
import { z } from 'zod'
import type { ShellEvent } from '../../shared/contract/shell.ts'
import { channels } from '../preload/channels.ts'
import { isPage } from './page-address.ts'

/** The only module that speaks with the page: it looks at who sends, and parses what is sent. */

export interface PageListener {
  /** The page wants a line to the engine; it does so whenever it has been loaded, or has lost one. */
  connect(page: WebContents, token: string): void
}

export function listenToPage(listener: PageListener): void {
  on(channels.connect, z.tuple([z.uuid()]), (page, [token]) => listener.connect(page, token))
}

/** Hands the page its end of a line to the engine. */
export function handLine(page: WebContents, token: string, port: MessagePortMain): void {
  page.postMessage(channels.line, token, [port])
}

export function tellPage(page: WebContents, event: ShellEvent): void {
  page.send(channels.shellEvent, event)
}

/** Frames inside of the page and pages of others are not answered, nor is what doesn't fit. */
function on<Args extends z.ZodType<unknown[]>>(
  channel: string,
  schema: Args,
  take: (page: WebContents, args: z.infer<Args>) => void,
): void {
  ipcMain.on(channel, (event, ...raw: unknown[]) => {
    if (!isFromPage(event)) {
      console.error(`A message ${channel} did not come from the page: it is not heeded.`)
      return
    }
    const args = schema.safeParse(raw)
    if (args.success) take(event.sender, args.data)
    else console.error(`A message ${channel} does not fit: it is not heeded.`)
  })
}

function isFromPage({ senderFrame }: IpcMainEvent): boolean {
  // A frame that has gone elsewhere or was taken away since is null.
  return senderFrame !== null && senderFrame.parent === null && isPage(senderFrame.url)
}
