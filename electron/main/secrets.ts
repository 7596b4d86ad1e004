import { safeStorage } from 'electron'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { Secrets } from '../processes/launcher.ts'
import { plainTextWarning } from './plain-text-warning.ts'

/**
 * Keeps secrets with a key of the system: Keychain, DPAPI, or the keyring of the desktop.
 *
 * @param warn gets a sentence before the first secret on a Linux without a keyring, whose key anybody can look up
 */
export function systemSecrets(warn: (sentence: string) => void): Secrets {
  let warned = false
  async function available(): Promise<void> {
    if (await safeStorage.isAsyncEncryptionAvailable()) return
    throw new HooklineError(
      'not_allowed',
      'This system gives Hookline no key to keep secrets with.',
      process.platform === 'linux' ? 'Install and unlock a keyring (GNOME Keyring or KWallet).' : null,
    )
  }
  function warnOfPlainText(): void {
    if (warned || process.platform !== 'linux') return
    if (safeStorage.getSelectedStorageBackend() !== 'basic_text') return
    warned = true
    warn(plainTextWarning)
  }
  return {
    async encrypt(text) {
      await available()
      warnOfPlainText()
      return new Uint8Array(await safeStorage.encryptStringAsync(text))
    },
    async decrypt(sealed) {
      await available()
      try {
        return (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result
      } catch (thrown) {
        throw new HooklineError(
          'not_allowed',
          'What was kept can’t be read any more: another user or another computer kept it.',
          'Sign in again.',
          { cause: thrown },
        )
      }
    },
  }
}
