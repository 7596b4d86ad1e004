import { ipcMain, type IpcMainEvent, type MessagePortMain, type WebContents } from 'electron'
import { z } from 'zod'
import type { ShellEvent } from '../../shared/contract/shell.ts'
import { channels } from '../preload/channels.ts'
import { isPage } from './page-address.ts'

/** The only module that speaks with the page: it looks at who sends, and parses what is sent. */

export interface PageListener {
  /** The page wants a line to the engine; it does so whenever it has been loaded, or has lost one. */
  connect(page: WebContents, token: string): void
  /** @returns its path, null when none was chosen */
  chooseFolder(title: string): Promise<string | null>
}

export function listenToPage(listener: PageListener): void {
  on(channels.connect, z.tuple([z.uuid()]), (page, [token]) => listener.connect(page, token))
  answer(channels.chooseFolder, z.tuple([z.string().max(80)]), ([title]) => listener.chooseFolder(title))
}

/** Hands the page its end of a line to the engine. */
export function handLine(page: WebContents, token: string, port: MessagePortMain): void {
  page.postMessage(channels.line, token, [port])
}

export function tellPage(page: WebContents, event: ShellEvent): void {
  page.send(channels.shellEvent, event)
}

function on<Args extends z.ZodType<unknown[]>>(
  channel: string,
  schema: Args,
  take: (page: WebContents, args: z.infer<Args>) => void,
): void {
  ipcMain.on(channel, (event, ...raw: unknown[]) => {
    const args = heeded(channel, event, schema, raw)
    if (args) take(event.sender, args)
  })
}

function answer<Args extends z.ZodType<unknown[]>>(
  channel: string,
  schema: Args,
  give: (args: z.infer<Args>) => Promise<unknown>,
): void {
  ipcMain.handle(channel, (event, ...raw: unknown[]) => {
    const args = heeded(channel, event, schema, raw)
    if (!args) throw new Error(`The message ${channel} is not heeded.`)
    return give(args)
  })
}

/** Frames inside of the page and pages of others are not answered, nor is what doesn't fit. */
function heeded<Args extends z.ZodType<unknown[]>>(
  channel: string,
  event: Pick<IpcMainEvent, 'senderFrame'>,
  schema: Args,
  raw: unknown[],
): z.infer<Args> | null {
  if (!isFromPage(event)) {
    console.error(`A message ${channel} did not come from the page: it is not heeded.`)
    return null
  }
  const args = schema.safeParse(raw)
  if (args.success) return args.data
  console.error(`A message ${channel} does not fit: it is not heeded.`)
  return null
}

function isFromPage({ senderFrame }: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  // A frame that has gone elsewhere or was taken away since is null.
  return senderFrame !== null && senderFrame.parent === null && isPage(senderFrame.url)
}
