import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
type Node = InstanceType<typeof onnx.NodeProto>
type Tensor = InstanceType<typeof onnx.TensorProto>

/** What the stand-in says of every sound that it hears, whatever is in it; times from the beginning of the sound. */
export interface Script {
  language: 'en' | 'de'
  words: { startS: number; text: string }[]
  endS: number
}

const frames = 1500
const framesPerS = 50
const beforeTimes = [
  '<|endoftext|>',
  '<|startoftranscript|>',
  '<|en|>',
  '<|de|>',
  '<|translate|>',
  '<|transcribe|>',
]
const times = Array.from({ length: frames + 1 }, (_, i) => `<|${(i / framesPerS).toFixed(2)}|>`)

/**
 * Writes a Whisper of a few kilobytes, in the files and with the inputs and outputs of the exports that Hookline fetches, that
 * knows one text: each token is followed by the next of its script, and its attention lies on the frames in which the word is
 * said. So what transformers makes of it (prompt, timestamps, time warping, words) can be held against the script.
 *
 * @param attends without it the decoder tells no attention, as exports made without `output_attentions`
 */
export function writeStandInWhisper(folder: string, script: Script, { attends = true } = {}): string[] {
  const texts = script.words.map(({ text }) => `Ġ${text}`)
  const tokens = [...new Set(texts), ...beforeTimes, '<|notimestamps|>', ...times]
  const idOf = (token: string): number => tokens.indexOf(token)
  const ids = Object.fromEntries(tokens.map((token, id) => [token, id]))
  const timeOf = (timeS: number): number => idOf('<|0.00|>') + Math.round(timeS * framesPerS)
  const said = [timeOf(0), ...texts.map(idOf), timeOf(script.endS), idOf('<|endoftext|>')]

  const follows = new BigInt64Array(tokens.length).fill(BigInt(idOf('<|endoftext|>')))
  follows[idOf('<|startoftranscript|>')] = BigInt(idOf(`<|${script.language}|>`))
  follows[idOf('<|transcribe|>')] = BigInt(timeOf(0))
  said.slice(1).forEach((id, i) => (follows[said[i]!] = BigInt(id)))
  const attention = new Float32Array(tokens.length * frames)
  const beginsS = [0, ...script.words.map(({ startS }) => startS), script.endS, frames / framesPerS]
  said.slice(0, -1).forEach((id, i) => {
    const from = id * frames
    attention.fill(1, from + beginsS[i]! * framesPerS, from + beginsS[i + 1]! * framesPerS)
  })

  const bos = idOf('<|startoftranscript|>')
  const eos = idOf('<|endoftext|>')
  const common = {
    model_type: 'whisper',
    decoder_start_token_id: bos,
    bos_token_id: eos,
    eos_token_id: eos,
    pad_token_id: eos,
  }
  const written: Record<string, string | Uint8Array> = {
    'config.json': JSON.stringify({
      ...common,
      architectures: ['WhisperForConditionalGeneration'],
      ...{
        d_model: 2,
        decoder_layers: 1,
        decoder_attention_heads: 1,
        encoder_layers: 1,
        encoder_attention_heads: 1,
      },
      ...{
        max_source_positions: frames,
        max_target_positions: 448,
        num_mel_bins: 80,
        median_filter_width: 7,
      },
      ...{ is_encoder_decoder: true, vocab_size: tokens.length },
    }),
    'generation_config.json': JSON.stringify({
      ...common,
      ...(attends && { alignment_heads: [[0, 0]] }),
      is_multilingual: true,
      lang_to_id: { '<|en|>': ids['<|en|>'], '<|de|>': ids['<|de|>'] },
      task_to_id: { transcribe: ids['<|transcribe|>'], translate: ids['<|translate|>'] },
      no_timestamps_token_id: ids['<|notimestamps|>'],
      ...{ max_initial_timestamp_index: 50, max_length: 448, return_timestamps: false },
    }),
    'preprocessor_config.json': JSON.stringify({
      feature_extractor_type: 'WhisperFeatureExtractor',
      processor_class: 'WhisperProcessor',
      ...{ chunk_length: 30, feature_size: 80, hop_length: 160, n_fft: 400, n_samples: 480_000 },
      ...{ nb_max_frames: 3000, sampling_rate: 16_000, padding_value: 0 },
    }),
    'tokenizer_config.json': JSON.stringify({ tokenizer_class: 'WhisperTokenizer' }),
    'tokenizer.json': JSON.stringify({
      version: '1.0',
      added_tokens: [...beforeTimes, '<|notimestamps|>'].map((content) => ({
        ...{ id: ids[content], content, special: true },
        ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
      })),
      normalizer: null,
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
      post_processor: null,
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
      model: { type: 'BPE', vocab: ids, merges: [], unk_token: '<|endoftext|>' },
    }),
    'onnx/encoder_model_quantized.onnx': encoder(),
    'onnx/decoder_model_merged_quantized.onnx': decoder(follows, attention, attends),
  }
  for (const [path, content] of Object.entries(written)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return Object.keys(written)
}

/** Two rows of the spectrogram, every other step of it. */
function encoder(): Uint8Array {
  return model({
    inputs: [value('input_features', 'float', ['batch_size', 80, 2 * frames])],
    outputs: [value('last_hidden_state', 'float', ['batch_size', frames, 2])],
    constants: [
      integers('from', [0, 0]),
      integers('to', [2, 2 * frames]),
      integers('axes', [1, 2]),
      integers('steps', [1, 2]),
    ],
    nodes: [
      node('Slice', ['input_features', 'from', 'to', 'axes', 'steps'], 'rows'),
      node('Transpose', ['rows'], 'last_hidden_state', [integersAttribute('perm', [0, 2, 1])]),
    ],
  })
}

function decoder(follows: BigInt64Array, attention: Float32Array, attends: boolean): Uint8Array {
  const size = follows.length
  const cache = ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value']
  const shape = (length: string): (string | number)[] => ['batch_size', 1, length, 1]
  return model({
    inputs: [
      value('input_ids', 'int64', ['batch_size', 'decoder_sequence_length']),
      value('encoder_hidden_states', 'float', ['batch_size', 'encoder_sequence_length', 2]),
      ...cache.map((name) => value(`past_key_values.0.${name}`, 'float', shape(`past_${name}`))),
    ],
    outputs: [
      value('logits', 'float', ['batch_size', 'decoder_sequence_length', size]),
      ...cache.map((name) => value(`present.0.${name}`, 'float', shape(`present_${name}`))),
      ...(attends
        ? [value('cross_attentions.0', 'float', ['batch_size', 1, 'decoder_sequence_length', frames])]
        : []),
    ],
    constants: [
      new onnx.TensorProto({
        ...{ name: 'follows', dataType: onnx.TensorProto.DataType.INT64, dims: [size] },
        rawData: new Uint8Array(follows.buffer),
      }),
      new onnx.TensorProto({
        ...{ name: 'attention', dataType: onnx.TensorProto.DataType.FLOAT, dims: [size, frames] },
        rawData: new Uint8Array(attention.buffer),
      }),
      new onnx.TensorProto({
        ...{ name: 'unlikely_likely', dataType: onnx.TensorProto.DataType.FLOAT, dims: [2] },
        rawData: new Uint8Array(Float32Array.from([0, 30]).buffer),
      }),
      integers('depth', [size]),
      integers('second', [1]),
      integers('second_and_last', [1, 3]),
      ...[integers('zero', [0]), integers('one', [1]), integers('last_axis', [2])],
    ],
    nodes: [
      node('Gather', ['follows', 'input_ids'], 'next'),
      node('OneHot', ['next', 'depth', 'unlikely_likely'], 'logits'),
      node('Cast', ['input_ids'], 'as_float', [
        new onnx.AttributeProto({ name: 'to', type: onnx.AttributeProto.AttributeType.INT, i: 1 }),
      ]),
      node('Unsqueeze', ['as_float', 'second_and_last'], 'new_keys'),
      ...['key', 'value'].flatMap((name) => [
        node('Concat', [`past_key_values.0.decoder.${name}`, 'new_keys'], `present.0.decoder.${name}`, [
          new onnx.AttributeProto({ name: 'axis', type: onnx.AttributeProto.AttributeType.INT, i: 2 }),
        ]),
      ]),
      node('Slice', ['encoder_hidden_states', 'zero', 'one', 'last_axis'], 'first_column'),
      ...['key', 'value'].map((name) =>
        node('Unsqueeze', ['first_column', 'second'], `present.0.encoder.${name}`),
      ),
      ...(attends
        ? [
            node('Gather', ['attention', 'input_ids'], 'rows'),
            node('Unsqueeze', ['rows', 'second'], 'cross_attentions.0'),
          ]
        : []),
    ],
  })
}

interface Graph {
  inputs: InstanceType<typeof onnx.ValueInfoProto>[]
  outputs: InstanceType<typeof onnx.ValueInfoProto>[]
  constants: Tensor[]
  nodes: Node[]
}

function model({ inputs, outputs, constants, nodes }: Graph): Uint8Array {
  return onnx.ModelProto.encode(
    new onnx.ModelProto({
      irVersion: 8,
      opsetImport: [new onnx.OperatorSetIdProto({ domain: '', version: 13 })],
      graph: new onnx.GraphProto({
        name: 'stand-in',
        input: inputs,
        output: outputs,
        initializer: constants,
        node: nodes,
      }),
    }),
  ).finish()
}

function node(
  opType: string,
  input: string[],
  output: string,
  attribute: InstanceType<typeof onnx.AttributeProto>[] = [],
): Node {
  return new onnx.NodeProto({ opType, name: output, input, output: [output], attribute })
}

function value(
  name: string,
  type: 'float' | 'int64',
  dims: (string | number)[],
): InstanceType<typeof onnx.ValueInfoProto> {
  return new onnx.ValueInfoProto({
    name,
    type: {
      tensorType: {
        elemType: type === 'float' ? 1 : 7,
        shape: { dim: dims.map((dim) => (typeof dim === 'number' ? { dimValue: dim } : { dimParam: dim })) },
      },
    },
  })
}

function integers(name: string, values: number[]): Tensor {
  return new onnx.TensorProto({
    ...{ name, dataType: onnx.TensorProto.DataType.INT64, dims: [values.length] },
    rawData: new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer),
  })
}

function integersAttribute(name: string, ints: number[]): InstanceType<typeof onnx.AttributeProto> {
  return new onnx.AttributeProto({ name, type: onnx.AttributeProto.AttributeType.INTS, ints })
}
