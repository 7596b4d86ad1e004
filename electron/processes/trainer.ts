import { constants, setPriority } from 'node:os'
import { answerThrough } from '../../shared/channel.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { trainAndKeep, type TrainingJob } from '../prediction/train-and-keep.ts'
import { ownProcess } from './own-process.ts'
import type { TaskProgress } from './worker-tasks.ts'

/** Entry of the process that trains: everything else on the machine goes first. */
lowerPriority()
const { port } = ownProcess(import.meta.dirname)
const answering = answerThrough(port, (name, input, { signal, emit }) => {
  if (name !== 'train-table') throw new HooklineError('usage', `A trainer knows no ${name}.`)
  return trainAndKeep(input as TrainingJob, signal, async (fraction) => {
    emit({ fraction } satisfies TaskProgress)
    // What was told is sent, and what was said is heard.
    await new Promise((resolve) => setImmediate(resolve))
    if (signal.aborted) throw new HooklineError('cancelled', 'Cancelled.')
  })
})

process.on('SIGINT', () => undefined) // whoever asked for the work decides what Ctrl-C means
port.onClose(() => {
  answering.abortAll()
  setImmediate(() => process.exit(0))
})

function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Some systems forbid it to a process in a sandbox; it trains all the same.
  }
}
