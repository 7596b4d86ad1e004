import { MessageChannelMain, type UtilityProcess, type WebContents } from 'electron'
import type { ToUtility } from '../processes/utility-messages.ts'
import { handLine } from './ipc.ts'

/** Gives the page a line of its own to the engine that runs now, or to the next one. */
export interface PageLines {
  engineStarted(engine: UtilityProcess): void
  wanted(page: WebContents): void
}

export function pageLines(): PageLines {
  let engine: UtilityProcess | null = null
  const waiting = new Set<WebContents>()

  function give(page: WebContents, to: UtilityProcess): void {
    if (page.isDestroyed()) return
    const { port1, port2 } = new MessageChannelMain()
    to.postMessage({ type: 'line', from: 'page' } satisfies ToUtility, [port1])
    handLine(page, port2)
  }
  return {
    engineStarted(started) {
      engine = started
      started.once('exit', () => {
        if (engine === started) engine = null
      })
      for (const page of waiting) give(page, started)
      waiting.clear()
    },
    wanted(page) {
      if (engine) give(page, engine)
      else waiting.add(page)
    },
  }
}
