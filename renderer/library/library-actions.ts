import type { Draft } from '../../shared/contract/drafts.ts'
import type { AppState } from '../state/app-state.ts'
import { plural } from '../ui/wording.ts'

const mostCompared = 6

/** Whether a draft waits or is being measured. */
export function isBusy({ state }: Draft): boolean {
  return state === 'waiting' || state === 'measuring'
}

/** Why the drafts can't be compared, or null when they can. */
export function whyNotComparable(drafts: readonly Draft[]): string | null {
  if (drafts.length < 2) return 'Select two to six drafts to compare them.'
  if (drafts.length > mostCompared) return `At most ${mostCompared} drafts can be compared at once.`
  const unscored = drafts.find(({ state }) => state !== 'scored')
  return unscored ? `“${unscored.name}” has no score yet.` : null
}

/** Removes drafts from the library, not their files; undo brings them back with all that was measured. */
export async function removeDrafts({ host, perform }: AppState, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return
  const ids = drafts.map(({ id }) => id)
  const what = drafts.length === 1 ? `“${drafts[0]!.name}”` : plural(drafts.length, 'draft')
  await perform(
    {
      label: `Remove ${what}`,
      async run() {
        await host.call('removeDrafts', { ids })
      },
      async undo() {
        await host.call('restoreDrafts', { ids })
      },
    },
    `Removed ${what} from the library. Your own files stay.`,
  )
}

export async function retryDraft({ host, notices, drafts }: AppState, id: string): Promise<void> {
  try {
    drafts.changed(await host.call('retryDraft', { id }))
  } catch (thrown) {
    notices.tellError(thrown)
  }
}

export async function cancelDraft({ host, notices, drafts }: AppState, id: string): Promise<void> {
  try {
    drafts.changed(await host.call('cancelDraft', { id }))
  } catch (thrown) {
    notices.tellError(thrown)
  }
}

export async function addSample({ host, notices, drafts }: AppState): Promise<void> {
  try {
    drafts.changed(await host.call('addSample', {}))
  } catch (thrown) {
    notices.tellError(thrown)
  }
}
