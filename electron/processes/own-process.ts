import { nodeProcess } from './node-launcher.ts'
import type { OwnProcess } from './launcher.ts'
import { utilityProcess, type ParentPort } from './utility-process.ts'

/**
 * This process, whoever started it: a utility process of the app has a `parentPort`, a child of plain Node does not.
 *
 * @param entriesFolder where the build put `engine.js` and `worker.js`
 */
export function ownProcess(entriesFolder: string): OwnProcess {
  const { parentPort } = process as { parentPort?: ParentPort }
  return parentPort ? utilityProcess(parentPort) : nodeProcess(entriesFolder)
}
