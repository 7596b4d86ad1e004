import type { CallInput } from '../../../shared/contract/calls.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { ModelEntry } from '../../../shared/contract/models.ts'
import type { CommandContext } from '../command-context.ts'

export const modelActions = ['list', 'show', 'activate', 'rollback'] as const

/** `hookline models list|show|activate|rollback`. */
export async function modelsCommand(
  context: CommandContext,
  action: CallInput<'models'>['action'],
  model: string | undefined,
): Promise<void> {
  const result = await context.call('models', inputOf(action, model), 'models')
  if (context.json) {
    context.print(JSON.stringify(result))
    return
  }
  if (action === 'show') context.print(JSON.stringify(result.models[0]!.card, null, 2))
  else context.print(result.models.map(line).join('\n') || 'No model has been trained yet.')
  for (const { id, reason } of result.damaged) context.tell(`${id}: ${reason}`)
}

function inputOf(action: CallInput<'models'>['action'], model: string | undefined): CallInput<'models'> {
  if (action === 'list') return { action }
  if (model === undefined) {
    throw new HooklineError('usage', `models ${action} needs a model.`, '`hookline models list` shows them.')
  }
  return action === 'rollback' ? { action, scope: model } : { action, model }
}

function line({ card, active }: ModelEntry): string {
  const { mae, spearman } = card.timeOrder?.past ?? card.figures
  const rank = spearman === null ? '–' : spearman.toFixed(2)
  return `${active ? '*' : ' '} ${card.id}  ${card.createdAt.slice(0, 16).replace('T', ' ')}  ${card.data.rows} rows  mean error ${mae.toPrecision(3)}  rank correlation ${rank}`
}
