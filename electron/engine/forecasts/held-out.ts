import type { HeldOut } from '../../../shared/contract/forecasts.ts'
import type { ModelCard } from '../../../shared/contract/models.ts'

/** How a model did on posts that it had not seen: in time order where there were posts enough for it. */
export function heldOutOf({ timeOrder, figures }: ModelCard): HeldOut {
  const of = timeOrder?.past ?? figures
  const { rows, mae, spearman, coverage80, coverage50, median } = of
  const order = timeOrder ? 'time' : 'random'
  return { order, rows, mae, spearman, coverage80, coverage50, medianMae: median.mae }
}

/** Whether it says more than the account's median, beyond chance. */
export function isBetterThanMedian({ timeOrder, figures }: ModelCard): boolean {
  return (timeOrder?.past ?? figures).betterThanMedian
}
