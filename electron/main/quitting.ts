import { app, dialog, powerMonitor, type BrowserWindow } from 'electron'

export interface QuittingOptions {
  /** How many drafts wait or are being measured. */
  unfinished: () => number
  window: () => BrowserWindow | null
  /** Ends what runs in good order. */
  end: () => Promise<void>
}

export interface Leaving {
  mayClose(): boolean
  /** Ends the app as quitting does, but at last in another way: to be replaced, say. */
  leaveBy(way: () => void): void
}

/**
 * Asks before the app ends in mid-job, and ends the engine before it ends itself: what was being measured is given back
 * and taken up at the next start.
 */
export function leaveInGoodOrder({ unfinished, window, end }: QuittingOptions): Leaving {
  let state: 'stays' | 'asks' | 'leaves' = 'stays'
  let systemEnds = false

  async function leave(way: () => void): Promise<void> {
    state = 'asks'
    if (!systemEnds && unfinished() > 0 && !(await confirmed(unfinished(), window()))) {
      state = 'stays'
      return
    }
    await end()
    state = 'leaves'
    way()
  }
  const leaveBy = (way: () => void): void => {
    if (state === 'stays') leave(way).catch((thrown: unknown) => giveUp(thrown))
  }
  app.on('before-quit', (event) => {
    if (state === 'leaves') return
    event.preventDefault()
    leaveBy(() => app.quit())
  })
  // Nobody is there to be asked when the computer is turned off.
  powerMonitor.on('shutdown', () => {
    systemEnds = true
    app.quit()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  return {
    leaveBy,
    mayClose() {
      if (state === 'leaves' || process.platform === 'darwin') return true
      // The window stays until it is settled whether the app ends with it.
      app.quit()
      return false
    },
  }
}

function giveUp(thrown: unknown): void {
  console.error(thrown)
  app.exit(1)
}

async function confirmed(count: number, window: BrowserWindow | null): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: count === 1 ? 'One draft is still being measured.' : `${count} drafts are still being measured.`,
    detail: 'Measuring goes on the next time Hookline is opened.',
    buttons: ['Quit', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
  }
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options))
  return response === 0
}
