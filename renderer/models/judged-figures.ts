import type { ModelCard, ModelFigures } from '../../shared/contract/models.ts'

/** How a model did on what it had not seen: on later posts where there were enough, otherwise on some held out at random. */
export function judgedFigures({ timeOrder, figures }: ModelCard): ModelFigures {
  return timeOrder?.past ?? figures
}
