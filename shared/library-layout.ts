/** Names of folders in the library folder. */

/** Files that were sent by a browser, each in a folder of its own below; they go when their draft is purged. */
export const uploadsFolderName = 'uploads'
/** Models that were trained on this machine, each a folder with its card. */
export const modelsFolderName = 'models'
/** What can be made again: proxies, pictures. */
export const cacheFolderName = 'cache'
/** What the window of the app keeps: its place, recent files, the browser's own files. It lets one app at a time in. */
export const windowFolderName = 'window'
/** Parts that were fetched, each in a folder of its own below. */
export const partsFolderName = 'parts'
