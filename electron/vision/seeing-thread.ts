import { parentPort } from 'node:worker_threads'
import { faceNetwork } from './face-network.ts'
import { ModelMissing } from './network-session.ts'
import type { ReadText, SeeingAnswer, SeeingAnswers, SeeingAsked, SeeingRequest } from './seeing-messages.ts'
import { TextFollower } from './text-follower.ts'
import { textModels } from './text-models.ts'

/** Entry of the thread that reads text and finds faces: one request after the other, in the order they came. */
const port = parentPort
if (!port) throw new Error('This is a part of Hookline that only Hookline itself starts.')

const followers = new Map<number, TextFollower>()
let work = Promise.resolve()

port.on('message', ({ id, request }: SeeingAsked) => {
  work = work.then(async () => {
    try {
      const output = await answerTo(request)
      const handedOver = pictureIn(output)
      port.postMessage({ id, output } satisfies SeeingAnswer, handedOver ? [handedOver.buffer] : [])
    } catch (thrown) {
      const message = thrown instanceof Error ? thrown.message : String(thrown)
      const failure = { message, isModelMissing: thrown instanceof ModelMissing }
      port.postMessage({ id, failure } satisfies SeeingAnswer)
    }
  })
})

async function answerTo(request: SeeingRequest): Promise<SeeingAnswers[SeeingRequest['type']]> {
  switch (request.type) {
    case 'read':
      return read(request)
    case 'finish-reading':
      return finishReading(request.reader)
    case 'drop-reading':
      followers.delete(request.reader)
      return null
    case 'faces': {
      const { rgb, width, height, leastConfidence } = request
      const look = await faceNetwork()
      return { rgb, faces: await look({ rgb, width, height }, leastConfidence) }
    }
  }
}

async function read({
  reader,
  timeS,
  width,
  height,
  planes,
}: Extract<SeeingRequest, { type: 'read' }>): Promise<SeeingAnswers['read']> {
  const follower = followers.get(reader) ?? new TextFollower(await textModels())
  followers.set(reader, follower)
  const luma = planes.subarray(0, width * height)
  const chroma = planes.subarray(width * height)
  const dropped = await follower.next({ timeS, width, height, luma, chroma })
  return dropped ? new Uint8Array(dropped.luma.buffer as ArrayBuffer) : null
}

function finishReading(reader: number): ReadText {
  const follower = followers.get(reader)
  followers.delete(reader)
  follower?.finish()
  return { tracks: follower?.finished ?? [], overloadedS: follower?.overloadedS ?? null }
}

function pictureIn(output: SeeingAnswers[SeeingRequest['type']]): Uint8Array<ArrayBuffer> | null {
  if (output instanceof Uint8Array) return output
  return output !== null && 'rgb' in output ? output.rgb : null
}
