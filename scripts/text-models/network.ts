import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
export type Node = onnxProto.onnx.INodeProto & { input: string[]; output: string[]; opType: string }

/** Weights by name: `values` in the order of ONNX, the last dimension running first. */
export interface Weights {
  dims: number[]
  values: Float32Array
}

/** An ONNX model that is taken apart node by node and put together again; what it computes stays the caller's care. */
export class Network {
  nodes: Node[]
  private readonly model: onnxProto.onnx.ModelProto
  private readonly constants = new Map<string, onnxProto.onnx.ITensorProto>()
  private made = 0

  constructor(bytes: Uint8Array) {
    this.model = onnx.ModelProto.decode(bytes)
    const { node, initializer } = this.graph
    for (const tensor of initializer ?? []) this.constants.set(tensor.name ?? '', tensor)
    this.nodes = (node ?? []).filter((one): one is Node => {
      const value = one.opType === 'Constant' ? one.attribute?.[0]?.t : null
      if (value) this.constants.set(one.output![0]!, { ...value, name: one.output![0]! })
      return !value
    })
  }

  /** The weights of that name; null where it is none, or none of floats. */
  weights(name: string | undefined): Weights | null {
    const tensor = name === undefined ? undefined : this.constants.get(name)
    if (tensor?.dataType !== onnx.TensorProto.DataType.FLOAT) return null
    const values = tensor.floatData?.length
      ? Float32Array.from(tensor.floatData)
      : new Float32Array(Uint8Array.from(tensor.rawData ?? []).buffer)
    return { dims: (tensor.dims ?? []).map(Number), values }
  }

  /** A constant of one number; null where it is none. */
  scalar(name: string | undefined): number | null {
    const values = this.weights(name)?.values
    return values?.length === 1 ? values[0]! : null
  }

  /** @returns the name under which nodes read these weights */
  add({ dims, values }: Weights): string {
    const name = `weights_${this.made++}`
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    this.constants.set(name, { name, dims, dataType: onnx.TensorProto.DataType.FLOAT, rawData })
    return name
  }

  producerOf(value: string | undefined): Node | undefined {
    return this.nodes.find((node) => node.output[0] === value)
  }

  /** Who reads a value; none where it is also a result of the whole network. */
  readersOf(value: string): Node[] {
    if (this.graph.output?.some(({ name }) => name === value)) return []
    return this.nodes.filter((node) => node.input.includes(value))
  }

  /** The one node that reads a value, where it is of that kind. */
  onlyReaderOf(value: string, opType: string): Node | null {
    const [reader, another] = this.readersOf(value)
    return reader && !another && reader.opType === opType ? reader : null
  }

  /** Puts nodes in the place of others; the first of them tells where. */
  replace(nodes: readonly Node[], by: readonly Node[]): void {
    this.nodes.splice(this.nodes.indexOf(nodes[0]!), 0, ...by)
    this.nodes = this.nodes.filter((node) => !nodes.includes(node))
  }

  /** Lets all that read one value read another. */
  redirect(from: string, to: string): void {
    for (const node of this.nodes) node.input = node.input.map((name) => (name === from ? to : name))
  }

  /** The model with the weights that are still read. */
  bytes(doc: string): Uint8Array {
    const read = new Set(this.nodes.flatMap(({ input }) => input))
    this.graph.node = this.nodes
    this.graph.initializer = [...this.constants.values()].filter(({ name }) => read.has(name ?? ''))
    this.model.docString = doc
    // Before version 4 weights had to be listed as inputs too.
    this.model.irVersion = 4
    return onnx.ModelProto.encode(this.model).finish()
  }

  private get graph(): onnxProto.onnx.IGraphProto {
    if (!this.model.graph) throw new Error('The model has no graph.')
    return this.model.graph
  }
}

/** A node with one result. */
export function node(
  opType: string,
  input: string[],
  output: string,
  attribute: onnxProto.onnx.IAttributeProto[] = [],
): Node {
  return { name: output, opType, input, output: [output], attribute }
}

export function floatAttribute(name: string, f: number): onnxProto.onnx.IAttributeProto {
  return { name, type: onnx.AttributeProto.AttributeType.FLOAT, f }
}

export function integerAttribute(name: string, i: number): onnxProto.onnx.IAttributeProto {
  return { name, type: onnx.AttributeProto.AttributeType.INT, i }
}

export function integersOf({ attribute }: Node, name: string): number[] {
  return (attribute?.find((one) => one.name === name)?.ints ?? []).map(Number)
}
