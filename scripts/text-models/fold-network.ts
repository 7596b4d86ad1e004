import { floatAttribute, integerAttribute, integersOf, node, type Network, type Node } from './network.ts'

/**
 * Writes a PP-OCRv4 network with fewer passes over its maps; what it computes stays the same but for rounding. As exported
 * it scales and shifts what each convolution gives, computes hard swish in four steps, and scales and shifts that:
 * eight passes, half of its time.
 */
export function foldNetwork(network: Network): void {
  dropFactorsOfOne(network)
  for (const convolution of network.nodes.filter(isConvolution)) takeInAffine(network, convolution)
  for (const found of network.nodes.flatMap((one) => hardSwishFrom(network, one) ?? []))
    rewriteHardSwish(network, found)
  for (const sum of network.nodes.filter(({ opType }) => opType === 'Add')) joinExcitation(network, sum)
}

function isConvolution({ opType }: Node): boolean {
  return opType === 'Conv'
}

/** The constant that a sum or product has beside that value. */
function besides(network: Network, { input }: Node, value: string): number | null {
  return network.scalar(input[0] === value ? input[1] : input[0])
}

function dropFactorsOfOne(network: Network): void {
  for (const product of network.nodes.filter(({ opType }) => opType === 'Mul')) {
    const value = product.input.find((name) => besides(network, product, name) === 1)
    if (value === undefined) continue
    network.redirect(product.output[0]!, value)
    network.replace([product], [])
  }
}

/** A convolution whose result is multiplied with a number and added to one: its own weights can do that. */
function takeInAffine(network: Network, convolution: Node): void {
  const result = convolution.output[0]!
  for (;;) {
    const product = network.onlyReaderOf(result, 'Mul')
    const next = product ?? network.onlyReaderOf(result, 'Add')
    const by = next && besides(network, next, result)
    if (!next || by === null) return
    const { weights, bias } = weightsOf(network, convolution)
    if (product) setWeights(network, convolution, { weights: times(weights, by), bias: times(bias, by) })
    else setWeights(network, convolution, { weights, bias: bias.map((value) => value + by) })
    network.redirect(next.output[0]!, result)
    network.replace([next], [])
  }
}

function times(values: Float32Array, by: number): Float32Array {
  return values.map((value) => value * by)
}

function weightsOf(network: Network, { input }: Node): { weights: Float32Array; bias: Float32Array } {
  const { dims, values } = network.weights(input[1])!
  return { weights: values, bias: network.weights(input[2])?.values ?? new Float32Array(dims[0]!) }
}

function setWeights(
  network: Network,
  convolution: Node,
  { weights, bias }: { weights: Float32Array; bias: Float32Array },
): void {
  const { dims } = network.weights(convolution.input[1])!
  convolution.input = [
    convolution.input[0]!,
    network.add({ dims, values: weights }),
    network.add({ dims: [bias.length], values: bias }),
  ]
}

/** x · clip(x + 3, 0, 6) / 6 (Howard and others 2019, "MobileNetV3"), then times `scale` plus `shift`. */
interface HardSwish {
  nodes: Node[]
  x: string
  result: string
  channels: number
  scale: number
  shift: number
}

function hardSwishFrom(network: Network, sum: Node): HardSwish | null {
  if (sum.opType !== 'Add') return null
  const x = sum.input.find((name) => besides(network, sum, name) === 3)
  const convolution = network.producerOf(x)
  const clip = network.onlyReaderOf(sum.output[0]!, 'Clip')
  const product = clip && network.onlyReaderOf(clip.output[0]!, 'Mul')
  const quotient = product && network.onlyReaderOf(product.output[0]!, 'Div')
  if (x === undefined || !quotient || !product.input.includes(x) || !convolution) return null
  if (!isConvolution(convolution) || network.scalar(quotient.input[1]) !== 6) return null
  const nodes = [sum, clip, product, quotient]
  const scaled = network.onlyReaderOf(quotient.output[0]!, 'Mul')
  const scale = scaled && besides(network, scaled, quotient.output[0]!)
  if (scaled && scale !== null) nodes.push(scaled)
  const shifted = network.onlyReaderOf(nodes.at(-1)!.output[0]!, 'Add')
  const shift = shifted && besides(network, shifted, nodes.at(-1)!.output[0]!)
  if (shifted && shift !== null) nodes.push(shifted)
  return {
    nodes,
    x,
    result: nodes.at(-1)!.output[0]!,
    channels: network.weights(convolution.input[1])!.dims[0]!,
    scale: scale ?? 1,
    shift: shift ?? 0,
  }
}

/** As ONNX Runtime computes it in one pass, its scale and shift left to whoever reads it. */
function rewriteHardSwish(network: Network, { nodes, x, result, channels, scale, shift }: HardSwish): void {
  const [gate, swish] = [`${result}_gate`, `${result}_swish`]
  const readers = network.readersOf(result)
  const canTakeIn =
    readers.length > 0 &&
    readers.every((reader) => isConvolution(reader) && (shift === 0 || isUnpadded(reader)))
  const depthwise = [integerAttribute('group', channels)]
  const all = (value: number, dims: number[]): string =>
    network.add({ dims, values: new Float32Array(channels).fill(value) })
  network.replace(nodes, [
    node('HardSigmoid', [x], gate, [floatAttribute('alpha', 1 / 6), floatAttribute('beta', 0.5)]),
    node('Mul', [x, gate], swish),
    ...(canTakeIn
      ? []
      : [node('Conv', [swish, all(scale, [channels, 1, 1, 1]), all(shift, [channels])], result, depthwise)]),
  ])
  if (!canTakeIn) return
  for (const reader of readers) {
    const { weights, bias } = weightsOf(network, reader)
    const perOutput = weights.length / bias.length
    const sums = bias.map((_, output) =>
      weights.subarray(output * perOutput, (output + 1) * perOutput).reduce((sum, value) => sum + value, 0),
    )
    reader.input[0] = swish
    setWeights(network, reader, {
      weights: times(weights, scale),
      bias: bias.map((value, output) => value + shift * sums[output]!),
    })
  }
}

/** What is added to a map before a convolution is not added to the zeros around it. */
function isUnpadded(convolution: Node): boolean {
  return integersOf(convolution, 'pads').every((pad) => pad === 0)
}

/** x + x · gain, the gain one number a channel: x · (gain + 1). */
function joinExcitation(network: Network, sum: Node): void {
  const product = sum.input.map((name) => network.producerOf(name)).find((one) => one?.opType === 'Mul')
  const x = sum.input.find((name) => name !== product?.output[0])
  const gain = product?.input.find((name) => name !== x)
  if (!product || !x || !gain || !product.input.includes(x)) return
  if (network.onlyReaderOf(product.output[0]!, 'Add') !== sum) return
  if (network.producerOf(gain)?.opType !== 'HardSigmoid') return
  const more = `${gain}_more`
  const one = network.add({ dims: [1], values: Float32Array.of(1) })
  network.replace([product], [node('Add', [gain, one], more)])
  network.replace([sum], [node('Mul', [x, more], sum.output[0]!)])
}
