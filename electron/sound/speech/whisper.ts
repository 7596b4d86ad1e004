import { basename, dirname } from 'node:path'
import type { AutomaticSpeechRecognitionPipeline } from '@huggingface/transformers'
import { speechRateHz } from '../sixteen-khz.ts'

/** A word with its times in seconds from the beginning of the sound that was listened to. */
export interface HeardWord {
  startS: number
  endS: number
  text: string
}

export interface Whisper {
  /** Whether it tells the time of each word; else a sentence's time is shared out by length. */
  readonly timesWords: boolean
  /** @returns the code of the likeliest language, as Whisper calls it */
  language(samples: Float32Array): Promise<string>
  /**
   * @param samples at 16 kHz, at most 30 s
   * @param language a code of `language`
   */
  words(samples: Float32Array, language: string): Promise<HeardWord[]>
  /** Gives its memory back. */
  close(): Promise<void>
}

/** Tokens that may come in a second of quick speech; more of them go round in circles. */
const tokensPerS = 14
const mostTokens = 440

/**
 * Loads an ONNX Whisper from a folder, on ONNX Runtime, on few threads: beside it the draft is decoded. Nothing is asked
 * of the network and nothing written.
 *
 * @param folder with config.json, tokenizer.json and onnx/*_quantized.onnx
 * @throws what keeps it from loading
 */
export async function loadWhisper(folder: string): Promise<Whisper> {
  process.env.ORT_DISABLE_TELEMETRY = '1'
  const { env, LogLevel, pipeline, Tensor } = await import('./whisper-runtime.ts')
  Object.assign(env, {
    allowRemoteModels: false,
    allowLocalModels: true,
    localModelPath: dirname(folder),
    useFSCache: false,
    useBrowserCache: false,
    useWasmCache: false,
    cacheDir: null,
    fetch: () => Promise.reject(new Error('Speech recognition asks nothing of the network.')),
    logLevel: LogLevel.ERROR,
  })
  const load = (graphOptimizationLevel: 'all' | 'basic'): Promise<AutomaticSpeechRecognitionPipeline> =>
    pipeline('automatic-speech-recognition', basename(folder), {
      dtype: 'q8',
      device: 'cpu',
      local_files_only: true,
      session_options: { graphOptimizationLevel, intraOpNumThreads: 2, interOpNumThreads: 1 },
    })
  // ONNX Runtime 1.25 could not rewrite this decoder (issue 28306): unrewritten it runs everywhere, a little slower.
  const transcriber = await load('all').catch((thrown: unknown) => {
    if (!/Missing required scale/.test(String(thrown))) throw thrown
    return load('basic')
  })
  const { model } = transcriber
  const generation = model.generation_config as unknown as GenerationConfig
  const decoder = (model.sessions as Record<string, { outputNames: readonly string[] }>)[
    'decoder_model_merged'
  ]
  const attends = decoder?.outputNames.some((name) => name.startsWith('cross_attentions')) === true
  const timesWords = attends && (generation.alignment_heads?.length ?? 0) > 0

  return {
    timesWords,
    async language(samples) {
      const { input_features } = (await transcriber.processor(samples)) as { input_features: unknown }
      const begin = new Tensor('int64', [BigInt(generation.decoder_start_token_id)], [1, 1])
      const { logits } = (await model({ input_features, decoder_input_ids: begin })) as {
        logits: { data: Float32Array; dims: number[] }
      }
      const last = logits.data.subarray(logits.data.length - logits.dims.at(-1)!)
      const [[token]] = Object.entries(generation.lang_to_id).toSorted(
        ([, a], [, b]) => last[b]! - last[a]!,
      ) as [[string, number]]
      return token.slice(2, -2)
    },
    async words(samples, language) {
      const durationS = samples.length / speechRateHz
      const heard = await transcriber(samples, {
        language,
        task: 'transcribe',
        return_timestamps: timesWords ? 'word' : true,
        max_new_tokens: Math.min(mostTokens, Math.ceil(30 + tokensPerS * durationS)),
      })
      return (heard.chunks ?? []).flatMap(({ text, timestamp: [startS, endS] }) => {
        const said = text.trim()
        // Whisper makes up words for the silence that it adds behind a short sound.
        if (said === '' || startS >= durationS) return []
        const word = {
          startS,
          endS: Math.min(durationS, Math.max(startS, Number.isFinite(endS) ? endS : durationS)),
          text: said,
        }
        return timesWords ? [word] : sharedOut(word)
      })
    },
    async close() {
      await transcriber.dispose()
    },
  }
}

interface GenerationConfig {
  decoder_start_token_id: number
  lang_to_id: Record<string, number>
  alignment_heads?: [number, number][] | null
}

/** The words of a sentence, each with its share of the time by its letters. */
function sharedOut({ startS, endS, text }: HeardWord): HeardWord[] {
  const words = text.split(/\s+/)
  const letters = words.reduce((sum, { length }) => sum + length, 0)
  let before = 0
  return words.map((word) => {
    const at = (count: number): number => startS + ((endS - startS) * count) / letters
    const timed = { startS: at(before), endS: at(before + word.length), text: word }
    before += word.length
    return timed
  })
}
