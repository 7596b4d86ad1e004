import { join } from 'node:path'
import { SHARE_ENV, Worker } from 'node:worker_threads'
import type { FaceNetwork } from './face-network.ts'
import { ModelMissing } from './network-session.ts'
import { PicturePool } from './picture-pool.ts'
import type { ReadText, SeeingAnswer, SeeingAnswers, SeeingAsked, SeeingRequest } from './seeing-messages.ts'
import type { DetailFrame } from '../media/streams.ts'

/** Reads the text of one draft, picture after picture. */
export interface TextReader {
  /**
   * Takes the picture before it returns; resolves when it was looked at.
   *
   * @throws ModelMissing
   */
  next(detail: DetailFrame): Promise<void>
  finish(): Promise<ReadText>
  /** Instead of `finish`, when nobody wants to know any more. */
  stop(): void
}

let nextReader = 1

/** A reader on the thread that sees. */
export function openTextReader(): TextReader {
  const thread = seeingThread()
  const reader = nextReader++
  const pool = new PicturePool()
  return {
    async next({ timeS, width, height, planes: lent }) {
      const planes = pool.copyOf(lent)
      pool.take(await thread.ask({ type: 'read', reader, timeS, width, height, planes }, planes))
    },
    finish: () => thread.ask({ type: 'finish-reading', reader }),
    stop: () => void thread.ask({ type: 'drop-reading', reader }).catch(() => undefined), // it is gone with the thread
  }
}

/** Looks for faces on the thread that sees; takes the picture before it returns. */
export function openFaceNetwork(): FaceNetwork {
  const pool = new PicturePool()
  return async ({ rgb: lent, width, height }, leastConfidence) => {
    const rgb = pool.copyOf(lent)
    const request = { type: 'faces', rgb, width, height, leastConfidence } as const
    const answer = await seeingThread().ask(request, rgb)
    pool.take(answer.rgb)
    return answer.faces
  }
}

interface SeeingThread {
  ask<Type extends SeeingRequest['type']>(
    request: Extract<SeeingRequest, { type: Type }>,
    handedOver?: Uint8Array<ArrayBuffer>,
  ): Promise<SeeingAnswers[Type]>
}

let running: SeeingThread | null = null

/**
 * ONNX Runtime keeps its thread busy until a network has run: on one of their own the networks don't hold up the decode.
 * It is started at the first call and ends with the process; after one that died the next call starts another.
 */
function seeingThread(): SeeingThread {
  running ??= startThread()
  return running
}

function startThread(): SeeingThread {
  // The environment is shared for ONNX Runtime, which reads what is set there itself.
  // What the process was started with, modules to load first among it, is not for the thread.
  const worker = new Worker(entryPath(), { name: 'seeing', env: SHARE_ENV, execArgv: [] })
  // It keeps the process from ending only while it is asked something.
  worker.unref()
  const waiting = new Map<number, PromiseWithResolvers<SeeingAnswers[SeeingRequest['type']]>>()
  let lastId = 0
  let death: Error | null = null
  const settle = (id: number): PromiseWithResolvers<SeeingAnswers[SeeingRequest['type']]> | undefined => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    return asked
  }
  const die = (reason: string): void => {
    death ??= new Error(`The part of Hookline that reads text and finds faces stopped (${reason}).`)
    if (running === thread) running = null
    for (const id of waiting.keys()) settle(id)?.reject(death)
  }
  worker.on('message', (answer: SeeingAnswer) => {
    const asked = settle(answer.id)
    if ('output' in answer) asked?.resolve(answer.output)
    else {
      const { message, isModelMissing } = answer.failure
      asked?.reject(isModelMissing ? new ModelMissing(message) : new Error(message))
    }
  })
  worker.on('error', (error: unknown) => die(error instanceof Error ? error.message : String(error)))
  worker.on('exit', (code) => die(`exit code ${code}`))
  const thread: SeeingThread = {
    ask(request, handedOver) {
      if (death) return Promise.reject(death)
      const id = ++lastId
      const asked = Promise.withResolvers<SeeingAnswers[SeeingRequest['type']]>()
      waiting.set(id, asked)
      worker.ref()
      worker.postMessage({ id, request } satisfies SeeingAsked, handedOver ? [handedOver.buffer] : [])
      return asked.promise as Promise<never>
    },
  }
  return thread
}

/** Beside this file in a clone; once built an entry beside those of the processes, one folder above. */
function entryPath(): string {
  return import.meta.filename.endsWith('.ts')
    ? join(import.meta.dirname, 'seeing-thread.ts')
    : join(import.meta.dirname, '..', 'seeing.js')
}
