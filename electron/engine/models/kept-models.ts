import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts'
import type { ModelCard } from '../../../shared/contract/models.ts'
import type { ModelRegistry } from '../../prediction/registry/model-registry.ts'

/**
 * Lists models, shows one, puts one in use, or goes back to the one before.
 *
 * @throws HooklineError `model_unknown`, `model_damaged`, `usage` where there is none to go back to
 */
export async function keptModels(
  input: CallInput<'models'>,
  registry: ModelRegistry,
): Promise<CallOutput<'models'>> {
  switch (input.action) {
    case 'list': {
      const { cards, damaged } = await registry.list()
      return { models: await Promise.all(cards.map((card) => entry(card, registry))), damaged }
    }
    case 'show':
      return only(await registry.card(input.model), registry)
    case 'activate': {
      const card = await registry.card(input.model)
      // What can't be read whole is not put in use.
      for (const name of Object.keys(card.files)) await registry.file(card, name)
      await registry.activate(card)
      return only(card, registry)
    }
    case 'rollback': {
      const { cards } = await registry.list()
      const scope = cards.find(({ id }) => id === input.scope)?.scope ?? input.scope
      return only(await registry.rollBack(scope), registry)
    }
  }
}

async function only(card: ModelCard, registry: ModelRegistry): Promise<CallOutput<'models'>> {
  return { models: [await entry(card, registry)], damaged: [] }
}

async function entry(
  card: ModelCard,
  registry: ModelRegistry,
): Promise<CallOutput<'models'>['models'][number]> {
  return { card, active: (await registry.active(card.scope)) === card.id }
}
