/** Names that the shell, its preload and the page share; apart from the schemas, which a preload doesn't need. */

/** The only origin of the page in the app, and that of the files of drafts. */
export const pageOrigin = 'app://hookline'
export const mediaOrigin = 'media://library'

/** The message of the window with which a line to the engine arrives, as its only port: the answer to one `connect`. */
export interface LineArrives {
  type: 'hookline-line'
  token: string
}

/** Where the page finds the bridge: `window.hookline`. */
export const bridgeName = 'hookline'
