import { answerThrough, type Answering, type Port } from '../../shared/channel.ts'
import type { OwnProcess } from '../processes/launcher.ts'
import { pagePort } from '../../shared/page-messages.ts'
import type { CallEvent } from '../../shared/contract/calls.ts'
import { storeError } from '../store/library.ts'
import { createEngine, type Engine, type EngineOptions } from './engine.ts'

export interface EngineProcessOptions extends EngineOptions {
  own: OwnProcess
  /** Called when whoever started this process is gone and all is closed. */
  onClosed: () => void
}

/** Opens the engine and answers whoever started this process, and pages, until its starter is gone. */
export function serveEngine({ own, onClosed, ...options }: EngineProcessOptions): void {
  const engine = openEngine(options)
  const starter = serve(engine, own.port)
  if (!('failure' in engine)) for (const notice of engine.notices) starter.notify('told', notice)
  own.onPage((port) => {
    const answering = serve(engine, pagePort(port))
    // What a page asked for itself ends with it; drafts in the queue belong to the library and go on.
    port.onClose(() => answering.abortAll())
  })
  own.port.onClose(() => {
    const closed = 'close' in engine ? engine.close() : Promise.resolve()
    void closed.finally(onClosed)
  })
}

type Opened = Engine | { failure: Error }

/** Answers over a line and tells over it what happens, until its other end is gone. */
function serve(engine: Opened, port: Port): Answering {
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
function openEngine(options: EngineOptions): Opened {
  try {
    return createEngine(options)
  } catch (thrown) {
    return { failure: storeError(thrown, options.folder) }
  }
}
