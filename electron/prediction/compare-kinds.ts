import type { ModelCard } from '../../shared/contract/models.ts'
import { crossValidate, type ValidationTask } from './cross-validation.ts'
import type { Fold } from './folds.ts'
import { modelKinds } from './location-model.ts'
import { figuresOf } from './validation-figures.ts'

/**
 * How kinds of models do on the same held-out rows: boosting alone, a forest alone, both combined, and the middle of what came before.
 *
 * @param order in which the folds hold rows
 */
export async function compareKinds(
  task: Omit<ValidationTask, 'onProgress' | 'kind'> & { folds: readonly Fold[] },
  order: 'time' | 'random',
  onProgress: (fraction: number) => Promise<void>,
): Promise<NonNullable<ModelCard['kinds']>> {
  const kinds = []
  let rows = 0
  for (const [done, kind] of modelKinds.entries()) {
    const validation = await crossValidate({
      ...task,
      kind,
      onProgress: (fraction) => onProgress((done + fraction) / modelKinds.length),
    })
    const { mae, spearman, coverage80, coverage50 } = figuresOf(validation, task.target, task.groups)
    rows = validation.rows.length
    kinds.push({ kind, mae, spearman, coverage80, coverage50 })
  }
  return { comparedAt: new Date().toISOString(), order, rows, kinds }
}
