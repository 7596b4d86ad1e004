import { join } from 'node:path'
import { answerThrough, type Answering, type Port } from '../../shared/channel.ts'
import { ownProcess } from '../processes/own-process.ts'
import { pagePort } from '../../shared/page-messages.ts'
import type { CallEvent } from '../../shared/contract/calls.ts'
import { storeError } from '../store/library.ts'
import { createEngine, type Engine } from './engine.ts'

/** Entry of the engine process. Its arguments are the library folder and, where it stays, `resident`. */
const own = ownProcess(import.meta.dirname)
process.on('SIGINT', () => undefined) // whoever asked for the work decides what Ctrl-C means

const engine = openEngine(process.argv[2] ?? '', process.argv[3] === 'resident')
const starter = serve(own.port)
if (!('failure' in engine)) for (const notice of engine.notices) starter.notify('told', notice)
own.onPage((port) => {
  const answering = serve(pagePort(port))
  // What a page asked for itself ends with it; drafts in the queue belong to the library and go on.
  port.onClose(() => answering.abortAll())
})

own.port.onClose(() => {
  const closed = 'close' in engine ? engine.close() : Promise.resolve()
  void closed.finally(() => process.exit(0))
})

/** Answers over a line and tells over it what happens, until its other end is gone. */
function serve(port: Port): Answering {
  const answering = answerThrough(port, (name, input, { signal, emit }) => {
    if ('failure' in engine) throw engine.failure
    const tell = (event: CallEvent): void => emit(event)
    return engine.answer(name, input, {
      signal,
      onProgress: (progress) => tell({ type: 'progress', progress }),
      onProvisional: (score) => tell({ type: 'provisional', score }),
    })
  })
  if ('failure' in engine) return answering
  const stopListening = engine.onEvent((event) => answering.notify('event', event))
  port.onClose(stopListening)
  return answering
}

/** A library that can't be opened is the answer to every call, so that the person is told by whatever they asked. */
function openEngine(folder: string, resident: boolean): Engine | { failure: Error } {
  try {
    return createEngine({
      folder,
      launcher: own.launcher,
      resourcesFolder: join(import.meta.dirname, '..', '..', 'resources'),
      resident,
    })
  } catch (thrown) {
    return { failure: storeError(thrown, folder) }
  }
}
