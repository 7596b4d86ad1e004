import { join } from 'node:path'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { EngineEvent } from '../../../shared/contract/engine-events.ts'
import { connectEngine, type EngineConnection } from '../../../electron/host/engine-connection.ts'
import type { LaunchedProcess } from '../../../electron/processes/launcher.ts'
import { nodeLauncher } from '../../../electron/processes/node-launcher.ts'
import { projectRoot } from '../../host/hookline.ts'

export interface RunningEngine extends EngineConnection {
  events: EngineEvent[]
  /** Sentences for the person. */
  told: string[]
  /** The engine's processes, in the order in which they were started. */
  processes: LaunchedProcess[]
  /** The draft's state as it was told last. */
  stateOf(id: string): Draft['state'] | undefined
  draft(id: string): Promise<Draft>
}

/** The built engine in a process of its own, as the web host runs it. */
export function startEngine(library: string, { resident = true } = {}): RunningEngine {
  const launcher = nodeLauncher(join(projectRoot, 'out', 'main'))
  const processes: LaunchedProcess[] = []
  const events: EngineEvent[] = []
  const told: string[] = []
  const connection = connectEngine(
    {
      start(name, args) {
        const started = launcher.start(name, args)
        processes.push(started)
        return started
      },
    },
    library,
    () => undefined,
    { resident },
  )
  connection.onEvent((event) => {
    events.push(event)
    if (event.type === 'told') told.push(event.sentence)
  })
  return {
    ...connection,
    events,
    told,
    processes,
    stateOf: (id) => draftEvents(events, id).at(-1)?.state,
    draft: (id) => connection.call('draft', { id }),
  }
}

export function draftEvents(events: readonly EngineEvent[], id: string): Draft[] {
  return events.flatMap((event) => (event.type === 'draft' && event.draft.id === id ? [event.draft] : []))
}
