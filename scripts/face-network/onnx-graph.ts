import onnxProto from 'onnx-proto'

const { onnx } = onnxProto

type Attribute = number | string | number[]

/** The name of a value in the graph. */
export type Value = string

/** Writes a network down as an ONNX model, node by node. */
export class OnnxGraph {
  private readonly nodes: onnxProto.onnx.INodeProto[] = []
  private readonly initializers: onnxProto.onnx.ITensorProto[] = []
  private readonly known = new Map<string, Value>()

  /** @returns the name of the node's one output */
  node(opType: string, input: Value[], attributes: Record<string, Attribute> = {}): Value {
    const output = `${opType.toLowerCase()}${this.nodes.length}`
    const attribute = Object.entries(attributes).map(([name, value]) => attributeProto(name, value))
    this.nodes.push({ name: output, opType, input, output: [output], attribute })
    return output
  }

  floats(values: readonly number[], dims: number[]): Value {
    return this.initializer(
      onnx.TensorProto.DataType.FLOAT,
      new Uint8Array(Float32Array.from(values).buffer),
      dims,
    )
  }

  bytes(values: Uint8Array, dims: number[]): Value {
    return this.initializer(onnx.TensorProto.DataType.UINT8, values, dims)
  }

  integers(values: readonly number[]): Value {
    const data = new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer)
    return this.initializer(onnx.TensorProto.DataType.INT64, data, [values.length])
  }

  /** Of a picture `rgb` and the `size` to look at it. @param outputs values and the names that they are to have outside */
  model(outputs: Record<string, Value>, doc: string): Uint8Array {
    for (const [name, value] of Object.entries(outputs)) {
      this.nodes.push({ name, opType: 'Identity', input: [value], output: [name] })
    }
    const { FLOAT, INT64, UINT8 } = onnx.TensorProto.DataType
    const size = (dim: number | string): onnxProto.onnx.TensorShapeProto.IDimension =>
      typeof dim === 'number' ? { dimValue: dim } : { dimParam: dim }
    const tensor = (elemType: number, dims: (number | string)[]): onnxProto.onnx.ITypeProto => ({
      tensorType: { elemType, shape: { dim: dims.map(size) } },
    })
    return onnx.ModelProto.encode({
      irVersion: 8,
      producerName: 'hookline',
      docString: doc,
      opsetImport: [{ domain: '', version: 13 }],
      graph: {
        name: 'faces',
        node: this.nodes,
        initializer: this.initializers,
        input: [
          { name: 'rgb', type: tensor(UINT8, [1, 'rows', 'columns', 3]) },
          { name: 'size', type: tensor(INT64, [2]) },
        ],
        output: Object.keys(outputs).map((name) => ({ name, type: { tensorType: { elemType: FLOAT } } })),
      },
    }).finish()
  }

  private initializer(dataType: number, rawData: Uint8Array, dims: number[]): Value {
    const key = `${dataType} ${dims.join('×')} ${Buffer.from(rawData).toString('base64')}`
    const before = this.known.get(key)
    if (before !== undefined) return before
    const name = `constant${this.initializers.length}`
    this.initializers.push({ name, dataType, dims, rawData })
    this.known.set(key, name)
    return name
  }
}

function attributeProto(name: string, value: Attribute): onnxProto.onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto
  if (Array.isArray(value)) return { name, type: AttributeType.INTS, ints: value }
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: Buffer.from(value) }
  return Number.isInteger(value)
    ? { name, type: AttributeType.INT, i: value }
    : { name, type: AttributeType.FLOAT, f: value }
}
