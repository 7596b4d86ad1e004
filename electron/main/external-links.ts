/** Hosts that a link may open in the browser: where limits and parts of Hookline are explained, and where posts are. */
const externalHosts: ReadonlySet<string> = new Set([
  'ffmpeg.org',
  'help.instagram.com',
  'support.google.com',
  'support.tiktok.com',
  'ads.tiktok.com',
  'www.facebook.com',
  'www.tiktok.com',
  'www.instagram.com',
  'www.youtube.com',
  'youtube.com',
  'youtu.be',
])

/** Whether a link leads to a page that the person may be shown in their browser. */
export function mayOpenOutside(address: string): boolean {
  const url = URL.parse(address)
  return (
    url?.protocol === 'https:' &&
    externalHosts.has(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}
