import { MessageChannelMain, type UtilityProcess, type WebContents } from 'electron'
import type { ToUtility } from '../processes/utility-messages.ts'
import { handLine } from './ipc.ts'

/** Gives the page a line of its own to the engine that runs now, or to the next one. */
export interface PageLines {
  engineStarted(engine: UtilityProcess): void
  /** @param token with which the page knows its line */
  wanted(page: WebContents, token: string): void
}

export function pageLines(): PageLines {
  let engine: UtilityProcess | null = null
  let waiting: { page: WebContents; token: string }[] = []

  function give(page: WebContents, token: string, to: UtilityProcess): void {
    if (page.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    to.postMessage({ type: 'line', from: 'page' } satisfies ToUtility, [port1])
    handLine(page, token, port2)
  }
  return {
    engineStarted(started) {
      engine = started
      started.once('exit', () => {
        if (engine === started) engine = null
      })
      for (const { page, token } of waiting) give(page, token, started)
      waiting = []
    },
    wanted(page, token) {
      if (engine) give(page, token, engine)
      else waiting.push({ page, token })
    },
  }
}
