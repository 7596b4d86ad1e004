import { HooklineError } from '../../../shared/contract/errors.ts'
import type { HistoryAccount } from '../../../shared/contract/history.ts'
import { plainText } from '../../prediction/history/plain-text.ts'

/** Whose draft it is. */
export interface AskedAccount {
  account: HistoryAccount | null
  note: string | null
}

/**
 * Finds the account: the one that was asked for, that of the details, or the only one there is.
 *
 * @param accounts those of the platform
 * @throws HooklineError `history_unknown` where one was asked for that isn't there
 */
export function askedAccount(
  asked: string | null,
  ofDetails: string | null,
  accounts: readonly HistoryAccount[],
): AskedAccount {
  const matching = (name: string): HistoryAccount[] =>
    accounts.filter(
      (one) => one.id === name || one.externalId === name || plainText(one.name) === plainText(name),
    )
  const names = accounts.map((one) => `${one.name} (${one.externalId ?? one.id})`).join(', ')
  if (asked !== null) {
    const found = matching(asked)
    if (found.length === 1) return { account: found[0]!, note: null }
    throw new HooklineError(
      'history_unknown',
      found.length === 0
        ? `The history has no account ${asked} on this platform.`
        : `There are ${found.length} accounts called ${asked} on this platform.`,
      names === '' ? 'Import its posts first: `hookline history import`.' : `There are: ${names}.`,
    )
  }
  if (accounts.length === 0)
    return { account: null, note: 'There is no history of this platform yet: import what you published.' }
  if (ofDetails !== null && ofDetails !== '') {
    const found = matching(ofDetails)
    if (found.length === 1) return { account: found[0]!, note: null }
    if (accounts.length > 1 || found.length > 1)
      return {
        account: null,
        note: `The history does not tell which account “${ofDetails}” is. There are: ${names}.`,
      }
  }
  if (accounts.length === 1) return { account: accounts[0]!, note: null }
  return {
    account: null,
    note: `The history has several accounts on this platform: ${names}. Say whose draft it is.`,
  }
}
