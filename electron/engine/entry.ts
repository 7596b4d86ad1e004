import { join } from 'node:path'
import { answerThrough, type Answering } from '../../shared/channel.ts'
import { nodeLauncher, ownPort } from '../processes/node-launcher.ts'
import type { CallEvent } from '../../shared/contract/calls.ts'
import { storeError } from '../store/library.ts'
import { createEngine, type Engine } from './engine.ts'

/** Entry of the engine process. Its arguments are the library folder and, where it stays, `resident`. */
const port = ownPort()
process.on('SIGINT', () => undefined) // whoever asked for the work decides what Ctrl-C means

const engine = openEngine(process.argv[2] ?? '', process.argv[3] === 'resident')
const answering: Answering = answerThrough(port, (name, input, { signal, emit }) => {
  if ('failure' in engine) throw engine.failure
  const tell = (event: CallEvent): void => emit(event)
  return engine.answer(name, input, {
    signal,
    onProgress: (progress) => tell({ type: 'progress', progress }),
    onProvisional: (score) => tell({ type: 'provisional', score }),
  })
})
if (!('failure' in engine)) {
  for (const notice of engine.notices) answering.notify('told', notice)
  engine.onEvent((event) => answering.notify('event', event))
}

port.onClose(() => {
  const closed = 'close' in engine ? engine.close() : Promise.resolve()
  void closed.finally(() => process.exit(0))
})

/** A library that can't be opened is the answer to every call, so that the person is told by whatever they asked. */
function openEngine(folder: string, resident: boolean): Engine | { failure: Error } {
  try {
    return createEngine({
      folder,
      launcher: nodeLauncher(import.meta.dirname),
      resourcesFolder: join(import.meta.dirname, '..', '..', 'resources'),
      resident,
    })
  } catch (thrown) {
    return { failure: storeError(thrown, folder) }
  }
}
