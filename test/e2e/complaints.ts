import type { ConsoleMessage, Page, Request, Response } from 'playwright'

/** Hears what a page's browser complains about. A request to anywhere but the host of the page is a complaint. */
export function watchForComplaints(page: Page): { complaints: string[]; stop: () => void } {
  const complaints: string[] = []
  const onError = (error: Error): void => void complaints.push(error.message)
  const onConsole = (message: ConsoleMessage): void => {
    // A resource that isn't there (yet) and a lost connection are answered on the page itself.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket/.test(message.text()))
      complaints.push(message.text())
  }
  const onRequest = (request: Request): void => {
    const { hostname, protocol } = new URL(request.url())
    const isOwn = hostname === '127.0.0.1' || /\.(app|media)\.localhost$/.test(hostname)
    if (/^(http|ws|file)/.test(protocol) && !isOwn) complaints.push(`asked ${request.url()}`)
  }
  const onResponse = (response: Response): void => {
    // Pictures of a draft may not be there yet, and a call that is refused is told by the page; its own files are there.
    const isPart = !/^\/(media|api|channel)/.test(new URL(response.url()).pathname)
    if (isPart && response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`)
  }
  page.on('pageerror', onError).on('console', onConsole).on('request', onRequest).on('response', onResponse)
  return {
    complaints,
    stop: () =>
      page
        .off('pageerror', onError)
        .off('console', onConsole)
        .off('request', onRequest)
        .off('response', onResponse),
  }
}
