import { createRequire } from 'node:module'
import type { onnx as Onnx } from 'onnx-proto'

// Its exports can't be seen by an import: it is CommonJS wrapped by protobufjs.
const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto')

const { AttributeType } = onnx.AttributeProto
const { DataType } = onnx.TensorProto
export const elementTypes = { float: DataType.FLOAT, double: DataType.DOUBLE, int64: DataType.INT64 }
export type ElementType = keyof typeof elementTypes

export interface AttributeValues {
  ints?: Record<string, ArrayLike<number>>
  strings?: Record<string, readonly string[]>
  int?: Record<string, number>
  string?: Record<string, string>
  doubles?: Record<string, Float64Array>
}

/** An ONNX graph while it is written: values are named as they come. */
export class Graph {
  private readonly nodes: Onnx.INodeProto[] = []
  private readonly initializers: Onnx.ITensorProto[] = []
  private readonly inputs: Onnx.IValueInfoProto[] = []
  private readonly outputs: Onnx.IValueInfoProto[] = []
  private named = 0

  /** An input of [rows, columns]. */
  input(name: string, type: ElementType, columns: number): string {
    this.inputs.push(valueInfo(name, type, columns))
    return name
  }

  /** Names a value as an output of [rows, columns]. */
  output(name: string, value: string, type: ElementType, columns: number): void {
    this.nodes.push({ opType: 'Identity', input: [value], output: [name] })
    this.outputs.push(valueInfo(name, type, columns))
  }

  constant(type: ElementType, values: ArrayLike<number>, shape: readonly number[]): string {
    const name = this.name()
    const list = Array.from(values)
    this.initializers.push({
      name,
      dims: [...shape],
      dataType: elementTypes[type],
      ...(type === 'float'
        ? { floatData: list }
        : type === 'double'
          ? { doubleData: list }
          : { int64Data: list }),
    })
    return name
  }

  /** Adds a node and names its one output. */
  node(opType: string, input: readonly string[], attributes: AttributeValues = {}, domain = ''): string {
    const output = this.name()
    this.nodes.push({
      opType,
      domain,
      name: output,
      input: [...input],
      output: [output],
      attribute: attributesOf(attributes),
    })
    return output
  }

  /** @param description of what it is, with its source */
  encode(description: string, metadata: Readonly<Record<string, string>>): Uint8Array {
    const model: Onnx.IModelProto = {
      irVersion: 8,
      producerName: 'hookline',
      docString: description,
      opsetImport: [
        { domain: '', version: 17 },
        { domain: 'ai.onnx.ml', version: 3 },
      ],
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name: 'forecast',
        node: this.nodes,
        initializer: this.initializers,
        input: this.inputs,
        output: this.outputs,
      },
    }
    return onnx.ModelProto.encode(model).finish()
  }

  private name(): string {
    return `v${this.named++}`
  }
}

function valueInfo(name: string, type: ElementType, columns: number): Onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: elementTypes[type],
        shape: { dim: [{ dimParam: 'rows' }, { dimValue: columns }] },
      },
    },
  }
}

function attributesOf({ ints, strings, int, string, doubles }: AttributeValues): Onnx.IAttributeProto[] {
  const encoder = new TextEncoder()
  return [
    ...Object.entries(ints ?? {}).map(([name, values]) => ({
      name,
      type: AttributeType.INTS,
      ints: Array.from(values),
    })),
    ...Object.entries(strings ?? {}).map(([name, values]) => ({
      name,
      type: AttributeType.STRINGS,
      strings: values.map((value) => encoder.encode(value)),
    })),
    ...Object.entries(int ?? {}).map(([name, i]) => ({ name, type: AttributeType.INT, i })),
    ...Object.entries(string ?? {}).map(([name, value]) => ({
      name,
      type: AttributeType.STRING,
      s: encoder.encode(value),
    })),
    ...Object.entries(doubles ?? {}).map(([name, values]) => ({
      name,
      type: AttributeType.TENSOR,
      t: { dims: [values.length], dataType: DataType.DOUBLE, doubleData: Array.from(values) },
    })),
  ]
}
