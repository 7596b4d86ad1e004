import type { CallInput, CallOutput } from '../../shared/contract/calls.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { allChecks } from '../scoring/all-checks.ts'
import type { IntentionalCheckStore } from '../store/intentional-checks.ts'

/**
 * Marks checks as intentional, takes that back, and lists what is marked.
 *
 * @throws HooklineError `usage` for a check that isn't there
 */
export function changeIntentional(
  input: CallInput<'intentional'>,
  store: IntentionalCheckStore,
): CallOutput<'intentional'> {
  const answer = (changed: CallOutput<'intentional'>['changed']): CallOutput<'intentional'> => ({
    changed,
    marks: store.list(),
  })
  switch (input.action) {
    case 'list':
      return answer(null)
    case 'undo':
      return answer(store.undo())
    case 'redo':
      return answer(store.redo())
    case 'mark':
    case 'unmark': {
      const { checkId } = input.mark
      if (!allChecks.some((check) => check.id === checkId)) {
        throw new HooklineError('usage', `There is no check ${checkId}.`, 'The ids are in `score --json`.')
      }
      return answer(store.change(input.mark, input.action === 'mark'))
    }
  }
}
