/** Told once before the first secret is kept on a Linux whose desktop has no keyring. */
export const plainTextWarning =
  'This system has no keyring that Hookline can use: what you sign in with is kept on this computer almost as plain text. Install a keyring (GNOME Keyring or KWallet) and sign in again.'
