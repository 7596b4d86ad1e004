import type { Feature } from '../feature-matrix.ts'
import type { Forecaster, KeptInterval } from '../forecaster.ts'
import type { Trees } from '../trees/trees.ts'
import { categorySplits, type CategorySplits } from './category-tables.ts'
import { elementTypes, Graph } from './graph.ts'

/**
 * A forecaster as ONNX. Inputs: `features` [rows, features] in single precision (categories as their places, NaN where missing) and
 * `offset` [rows, 1], what is known of the account on the learned scale. Outputs in the target's unit, [rows, 1] each: `prediction`,
 * `low50`, `high50`, `low80`, `high80`.
 *
 * All trees are one TreeEnsembleRegressor (ai.onnx.ml 3) with a target for each sum; it compares and adds in double precision.
 */
export function writeOnnx(
  forecaster: Forecaster,
  features: readonly Feature[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const graph = new Graph()
  const rows = graph.input('features', 'float', features.length)
  const offset = toDouble(graph, graph.input('offset', 'float', 1))
  const { scale, start, intervals } = forecaster
  const ensembles = [forecaster.trees, ...intervals.flatMap(({ low, high }) => [low.trees, high.trees])]
  const splits = categorySplits(features, ensembles)
  const sums = toDouble(graph, treeSums(graph, columns(graph, rows, splits), ensembles, splits))
  const sumOf = (place: number): string =>
    graph.node('Gather', [sums, graph.constant('int64', [place], [1])], { int: { axis: 1 } })

  const location = graph.node('Add', [graph.node('Add', [sumOf(0), number(graph, start)]), offset])
  const [wide, narrow] = intervals.map((interval, i) =>
    ends(graph, interval, sumOf(1 + 2 * i), sumOf(2 + 2 * i)),
  ) as [Ends, Ends]
  const inUnit = (value: string): string => {
    if (scale.kind === 'as-is') return value
    const raised = graph.node('Sub', [graph.node('Exp', [value]), number(graph, 1)])
    return graph.node('Max', [graph.node('Mul', [raised, number(graph, scale.unit)]), number(graph, 0)])
  }
  const outputs = {
    prediction: location,
    low50: graph.node('Add', [location, graph.node('Max', [narrow.low, wide.low])]),
    high50: graph.node('Add', [location, graph.node('Min', [narrow.high, wide.high])]),
    low80: graph.node('Add', [location, wide.low]),
    high80: graph.node('Add', [location, wide.high]),
  }
  for (const [name, value] of Object.entries(outputs)) graph.output(name, inUnit(value), 'double', 1)
  return graph.encode('A forecast that Hookline trained: boosted trees and a random forest.', metadata)
}

function number(graph: Graph, value: number): string {
  return graph.constant('double', [value], [1, 1])
}

function toDouble(graph: Graph, value: string): string {
  return graph.node('Cast', [value], { int: { to: elementTypes.double } })
}

interface Ends {
  low: string
  high: string
}

/** As `placedEnds`. */
function ends(
  graph: Graph,
  { low, high, factor, shift, widening }: KeptInterval,
  lowSum: string,
  highSum: string,
): Ends {
  const placed = (sum: string, start: number, move: number): string => {
    const bound = graph.node('Add', [sum, number(graph, start)])
    const scaled = graph.node('Mul', [bound, number(graph, factor)])
    return graph.node('Add', [scaled, number(graph, shift + move)])
  }
  const from = placed(lowSum, low.start, -widening)
  const to = placed(highSum, high.start, widening)
  const middle = graph.node('Mul', [graph.node('Add', [from, to]), number(graph, 0.5)])
  return { low: graph.node('Min', [from, middle]), high: graph.node('Max', [to, middle]) }
}

/** The features, followed by what the categories' tables say, in double precision. */
function columns(graph: Graph, rows: string, { tables }: CategorySplits): string {
  const looked = tables.map(({ feature, rows: categories, sets }) => {
    const column = graph.node('Gather', [rows, graph.constant('int64', [feature], [])], { int: { axis: 1 } })
    const place = graph.node('Where', [
      graph.node('IsNaN', [column]),
      graph.constant('float', [categories - 1], []),
      column,
    ])
    const index = graph.node('Cast', [place], { int: { to: elementTypes.int64 } })
    const values = Array.from({ length: categories }, (_, row) => sets.map((set) => set[row]!)).flat()
    const table = graph.constant('double', values, [categories, sets.length])
    return graph.node('Gather', [table, index], { int: { axis: 0 } })
  })
  const numbers = toDouble(graph, rows)
  return looked.length === 0 ? numbers : graph.node('Concat', [numbers, ...looked], { int: { axis: 1 } })
}

/** One column for each ensemble: the sum of its trees. */
function treeSums(graph: Graph, input: string, ensembles: readonly Trees[], splits: CategorySplits): string {
  const nodes = {
    nodes_treeids: [] as number[],
    nodes_nodeids: [] as number[],
    nodes_featureids: [] as number[],
    nodes_truenodeids: [] as number[],
    nodes_falsenodeids: [] as number[],
    nodes_missing_value_tracks_true: [] as number[],
  }
  const targets = {
    target_treeids: [] as number[],
    target_nodeids: [] as number[],
    target_ids: [] as number[],
  }
  const modes: string[] = []
  const thresholds: number[] = []
  const weights: number[] = []
  let tree = 0

  const leaf = (target: number, node: number, value: number): void => {
    targets.target_treeids.push(tree)
    targets.target_nodeids.push(node)
    targets.target_ids.push(target)
    weights.push(value)
  }
  const add = (node: number, mode: string, feature: number, threshold: number): void => {
    nodes.nodes_treeids.push(tree)
    nodes.nodes_nodeids.push(node)
    nodes.nodes_featureids.push(feature)
    modes.push(mode)
    thresholds.push(threshold)
  }
  const branches = (whenTrue: number, whenFalse: number, missing: number): void => {
    nodes.nodes_truenodeids.push(whenTrue)
    nodes.nodes_falsenodeids.push(whenFalse)
    nodes.nodes_missing_value_tracks_true.push(missing)
  }

  ensembles.forEach((trees, target) => {
    // An ensemble without trees answers 0.
    if (trees.roots.length === 0) {
      add(0, 'LEAF', 0, 0)
      branches(0, 0, 0)
      leaf(target, 0, 0)
      tree++
    }
    trees.roots.forEach((root, place) => {
      const end = trees.roots[place + 1] ?? trees.feature.length
      for (let at = root; at < end; at++) {
        const feature = trees.feature[at]!
        if (feature < 0) {
          add(at - root, 'LEAF', 0, 0)
          branches(0, 0, 0)
          leaf(target, at - root, trees.value[at]!)
        } else if (trees.set[at]! < 0) {
          add(at - root, 'BRANCH_LEQ', feature, trees.threshold[at]!)
          branches(trees.left[at]! - root, trees.right[at]! - root, trees.missingLeft[at]!)
        } else {
          add(at - root, 'BRANCH_LEQ', splits.columnOf(trees, at), 0.5)
          branches(trees.left[at]! - root, trees.right[at]! - root, 0)
        }
      }
      tree++
    })
  })
  return graph.node(
    'TreeEnsembleRegressor',
    [input],
    {
      ints: { ...nodes, ...targets },
      strings: { nodes_modes: modes },
      int: { n_targets: ensembles.length },
      string: { aggregate_function: 'SUM', post_transform: 'NONE' },
      doubles: {
        nodes_values_as_tensor: Float64Array.from(thresholds),
        target_weights_as_tensor: Float64Array.from(weights),
      },
    },
    'ai.onnx.ml',
  )
}
