/**
 * Chromium knows no schemes of ours, so the double serves them on this machine: `app://hookline/x` is
 * `http://hookline.app.localhost:PORT/x` inside of the browser, and is what it is everywhere else.
 */
export interface Addresses {
  served: { port: number; schemes: readonly string[] }
  toBrowser(address: string): string
  fromBrowser(address: string): string
  /** The same for every address and source inside of a header. */
  headerToBrowser(value: string): string
}

export function addresses(port: number, schemes: ReadonlySet<string>): Addresses {
  const toBrowser = (address: string): string =>
    address.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/, (whole, scheme: string, host: string) =>
      schemes.has(scheme) ? `http://${host}.${scheme}.localhost:${port}` : whole,
    )
  const pattern = new RegExp(`^http://([^/?#]+)\\.([a-z0-9+.-]+)\\.localhost:${port}(?=[/?#]|$)`)
  return {
    served: { port, schemes: [...schemes] },
    toBrowser,
    fromBrowser: (address) =>
      address.replace(pattern, (whole, host: string, scheme: string) =>
        schemes.has(scheme) ? `${scheme}://${host}` : whole,
      ),
    headerToBrowser: (value) =>
      value
        .replace(/\b[a-z][a-z0-9+.-]*:\/\/[^/?#\s;,]+/g, toBrowser)
        .replace(/(?<![\w-])([a-z]+):(?=[\s;]|$)/g, (whole, scheme: string) =>
          schemes.has(scheme) ? `http://*.${scheme}.localhost:${port}` : whole,
        ),
  }
}
