import { spawn } from 'node:child_process'

/** Opens an address in the default browser. Where there is none, or no screen, nothing happens: the address is printed. */
export function openBrowser(address: string): void {
  const [program, ...args] = openerOf(address)
  if (program === undefined) return
  const child = spawn(program, args, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true })
  child.on('error', () => undefined)
  child.unref()
}

function openerOf(address: string): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['open', address]
    case 'win32':
      // `start` takes its first quoted argument for a title.
      return ['cmd.exe', '/d', '/s', '/c', `"start "" "${address}""`]
    default: {
      const { DISPLAY, WAYLAND_DISPLAY, BROWSER, WSL_DISTRO_NAME } = process.env
      return (DISPLAY ?? WAYLAND_DISPLAY ?? BROWSER ?? WSL_DISTRO_NAME) ? ['xdg-open', address] : []
    }
  }
}
