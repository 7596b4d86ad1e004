import type { ModelCard } from '../../shared/contract/models.ts'
import type { Validation } from './cross-validation.ts'
import { takeRows } from './feature-matrix.ts'
import { forecasterOf } from './forecaster.ts'
import { groupEffects } from './group-effects.ts'
import { importances } from './importance.ts'
import type { KeptModel } from './kept-model.ts'
import { learn } from './learn.ts'
import { classChances, classFigures, classOf, likeliest, tercilesOf, type Terciles } from './outcome-class.ts'
import { quantileOfSorted } from './quantile.ts'
import type { NewCard } from './registry/model-registry.ts'
import type { FeatureTable } from './table/feature-table.ts'
import type { Trees } from './trees/trees.ts'
import { chooseScale, toScale } from './target-scale.ts'
import type { Adapted } from './time-adaptation.ts'

/** Of a group of fewer posts the thirds are those of all. */
const leastForTerciles = 9
const keptResiduals = 401

/** What a final model is made of. */
export interface FinalTask {
  table: FeatureTable
  target: string
  group: string | null
  /** With an outcome, rising. */
  rows: Int32Array
  /** Of these, what is learned from. */
  drawn: Int32Array
  groups: Int32Array
  candidates: number
  seed: number
  /** Of all `rows`. */
  validation: Validation
  /** By how much intervals have to be moved for what comes next; null where no time is known. */
  moves: Adapted['moves'] | null
  /** What posts of other platforms tell; null where they don't help. */
  borrowed: Trees | null
}

/** Trains on all that was drawn; what it knows of its errors and of groups comes from the validation. */
export function finalModel(task: FinalTask): {
  model: KeptModel
  card: Pick<NewCard, 'hyperParameters' | 'combination' | 'importances' | 'classes'>
} {
  const { table, rows, drawn, validation } = task
  const { matrix } = table
  const target = table.target!
  const scale = chooseScale(Float64Array.from(drawn, (row) => target[row]!))
  const places = Int32Array.from(drawn, (_, place) => place)
  const own = takeRows(matrix, drawn)
  const learned = learn({
    matrix: own,
    target: Float64Array.from(drawn, (row) => toScale(scale, target[row]!)),
    groups: Int32Array.from(drawn, (row) => task.groups[row]!),
    rows: places,
    asked: new Int32Array(),
    candidates: task.candidates,
    seed: task.seed,
    borrowed: task.borrowed,
  })
  const forecaster = forecasterOf(learned, scale, task.moves)
  const residual = new Float64Array(matrix.rows)
  for (const row of rows) {
    residual[row] = toScale(scale, target[row]!) - toScale(scale, validation.forecasts.prediction[row]!)
  }
  const sorted = Float64Array.from(rows, (row) => residual[row]!).sort()
  const { location, settings } = learned
  const model: KeptModel = {
    target: task.target,
    group: task.group,
    continental: table.continental,
    plans: table.plans,
    features: matrix.features,
    forecaster,
    groupEffects: table.groups ? groupEffects(residual, table.groups, rows, table.groupNames) : {},
    residuals: Float64Array.from({ length: keptResiduals }, (_, i) =>
      quantileOfSorted(sorted, i / (keptResiduals - 1)),
    ),
    terciles: tercilesOf(Float64Array.from(rows, (row) => target[row]!)),
    groupTerciles: groupTercilesOf(table, rows),
    seen: {
      keys: Uint32Array.from(rows, (row) => table.keys[row]!),
      predictions: Float64Array.from(rows, (row) => validation.forecasts.prediction[row]!),
    },
  }
  return {
    model,
    card: {
      hyperParameters: { boosting: numbersOf(settings.boosting), forest: numbersOf(settings.forest) },
      combination: location.combination,
      importances: importances(location.unweighed, own, places),
      classes: classesOf(model, table, validation),
    },
  }
}

function numbersOf(settings: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

function groupTercilesOf(
  { groups, groupNames, target }: FeatureTable,
  rows: Int32Array,
): Record<string, Terciles> {
  if (!groups) return {}
  const outcomes = new Map<number, number[]>()
  for (const row of rows) {
    const group = groups[row]!
    if (group < 0) continue
    const own = outcomes.get(group)
    if (own) own.push(target![row]!)
    else outcomes.set(group, [target![row]!])
  }
  return Object.fromEntries(
    [...outcomes]
      .filter(([, values]) => values.length >= leastForTerciles)
      .map(([group, values]) => [groupNames[group]!, tercilesOf(values)]),
  )
}

/** How well the class is told of rows that were held out. */
function classesOf(
  model: KeptModel,
  table: FeatureTable,
  { forecasts, rows }: Validation,
): ModelCard['classes'] {
  const { scale } = model.forecaster
  const onScale = ([lower, upper]: Terciles): Terciles => [toScale(scale, lower), toScale(scale, upper)]
  const tercilesAt = (row: number): Terciles => {
    const group = table.groups?.[row] ?? -1
    return (group >= 0 ? model.groupTerciles[table.groupNames[group]!] : undefined) ?? model.terciles
  }
  return classFigures(
    Array.from(rows, (row) => classOf(table.target![row]!, tercilesAt(row))),
    Array.from(rows, (row) =>
      likeliest(
        classChances(toScale(scale, forecasts.prediction[row]!), model.residuals, onScale(tercilesAt(row))),
      ),
    ),
  )
}
