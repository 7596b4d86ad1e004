import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isToken, newToken } from '../../../electron/host/web/access.ts'
import { temporaryFolder } from '../hookline.ts'
import { openChannel, rawRequest, startServer, type ServerUnderTest } from './running-server.ts'

describe('who is let in', () => {
  const library = temporaryFolder()
  let server: ServerUnderTest
  let cookie: string
  const own = (): string => `127.0.0.1:${server.port}`
  const asPage = (): Record<string, string> => ({ host: own(), cookie, origin: server.origin })
  const change = (headers: Record<string, string>) =>
    rawRequest(
      server.port,
      '/api/settings',
      { 'content-type': 'application/json', ...headers },
      'PATCH',
      '{}',
    )

  beforeAll(async () => {
    server = await startServer(library.path)
    cookie = `hookline-${server.port}=${server.token}`
  })
  afterAll(async () => {
    await server.stop()
    library.remove()
  })

  it('has a token of 128 bits, another one each time', () => {
    expect(server.token).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(Array.from({ length: 100 }, newToken)).size).toBe(100)
    expect([isToken('a', 'a'), isToken('a', 'b'), isToken('', 'a'), isToken('aa', 'a')]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  /** Everybody in the same network could try the door otherwise. */
  it.runIf(process.platform === 'linux')('listens on the loopback only', () => {
    const port = server.port.toString(16).toUpperCase().padStart(4, '0')
    const listening = ['tcp', 'tcp6'].flatMap((table) =>
      readFileSync(`/proc/${server.pid}/net/${table}`, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${port}`))
        .map(([, local]) => local),
    )
    expect(listening).toEqual([`0100007F:${port}`])
  })

  it('lets the first visitor in with the address as printed, and leads to one without the token', async () => {
    const visit = await rawRequest(
      server.port,
      new URL(server.address).pathname + new URL(server.address).search,
      {
        host: own(),
      },
    )
    expect(visit.status).toBe(303)
    expect(visit.headers.location).toBe('/')
    const [set = ''] = visit.headers['set-cookie'] ?? []
    expect(set).toContain(cookie)
    expect(set.split('; ').slice(1).toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict'])
    const page = await rawRequest(server.port, '/', { host: own(), cookie: set.split(';')[0] })
    expect(page.status).toBe(200)
    expect(page.body).toContain('<div id="root">')
  })

  it('lets nobody in without the token, with a wrong one or with the cookie of another port', async () => {
    for (const headers of [
      {},
      { authorization: `Bearer ${newToken()}` },
      { authorization: `Basic ${server.token}` },
      { cookie: `hookline-${server.port}=${newToken()}` },
      { cookie: `hookline-1=${server.token}` },
    ]) {
      for (const path of ['/', '/api/drafts', '/assets/x.js', '/media/x/source', '/nothing']) {
        const answer = await rawRequest(server.port, path, { host: own(), ...headers })
        expect([path, answer.status]).toEqual([path, 401])
        expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'not_allowed' } })
      }
    }
    for (const given of ['', 'x', newToken(), `${server.token}x`]) {
      expect((await rawRequest(server.port, `/?token=${given}`, { host: own() })).status).toBe(401)
    }
    expect((await rawRequest(server.port, `/api/drafts?token=${server.token}`, { host: own() })).status).toBe(
      401,
    )
  })

  it('says to a person in a browser what to do, without the token', async () => {
    const answer = await rawRequest(server.port, '/', { host: own(), accept: 'text/html' })
    expect(answer.body).toContain('needs the address that Hookline printed')
    expect(answer.body).not.toContain(server.token)
  })

  /** A name of an attacker's that he points to 127.0.0.1 makes his page the same origin as ours, but for the name. */
  it('refuses a foreign Host, whatever else is right: DNS rebinding', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      `127.0.0.1:1`,
      `0.0.0.0:${server.port}`,
    ]) {
      for (const path of ['/', `/?token=${server.token}`, '/api/drafts']) {
        const answer = await rawRequest(server.port, path, {
          host,
          cookie,
          authorization: `Bearer ${server.token}`,
        })
        expect([host, answer.status]).toEqual([host, 403])
      }
    }
    expect((await rawRequest(server.port, '/', { host: `localhost:${server.port}`, cookie })).status).toBe(
      200,
    )
  })

  /** The browser sends the cookie with requests of pages on other ports of this machine, which are the same site. */
  it('refuses changes from other sites and from nowhere: CSRF', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      `http://127.0.0.1:1`,
      `http://localhost:${server.port}`,
      `https://${own()}`,
    ]) {
      expect([origin, (await change({ host: own(), cookie, origin })).status]).toEqual([origin, 403])
    }
    expect((await change({ host: own(), cookie })).status).toBe(403)
    expect((await change(asPage())).status).toBe(200)
    expect((await change({ host: own(), authorization: `Bearer ${server.token}` })).status).toBe(200)
  })

  it('takes no body that a form of another site could send', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await rawRequest(
        server.port,
        '/api/settings',
        { ...asPage(), 'content-type': type },
        'PATCH',
        '{"theme":"dark"}',
      )
      expect([type, answer.status]).toEqual([type, 415])
    }
  })

  it('refuses what a page of another site embeds or fetches', async () => {
    for (const site of ['cross-site', 'same-site']) {
      for (const path of ['/api/drafts', '/media/x/source', '/assets/x.js']) {
        const answer = await rawRequest(server.port, path, { host: own(), cookie, 'sec-fetch-site': site })
        expect([path, answer.status]).toEqual([path, 403])
      }
    }
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    const visit = await rawRequest(server.port, `/?token=${server.token}`, { host: own(), ...link })
    expect([visit.status, visit.body.includes('http-equiv="refresh"')]).toEqual([200, true])
    const frame = { ...link, 'sec-fetch-dest': 'iframe' }
    expect((await rawRequest(server.port, '/', { host: own(), cookie, ...frame })).status).toBe(403)
  })

  it('refuses web sockets of other sites, of nobody and under a foreign name', async () => {
    const refused = async (headers: Record<string, string>): Promise<string> =>
      openChannel(server.port, headers).then(
        () => 'let in',
        (thrown: unknown) => (thrown as Error).message,
      )
    const origin = server.origin
    expect(await refused({ cookie, origin: 'http://evil.example' })).toContain('403')
    expect(await refused({ cookie, origin: 'http://127.0.0.1:1' })).toContain('403')
    expect(await refused({ cookie })).toContain('403')
    expect(await refused({ origin })).toContain('401')
    expect(await refused({ cookie, origin, host: `evil.example:${server.port}` })).toContain('403')
    const page = await openChannel(server.port, { cookie, origin })
    page.socket.close()
  })

  it('sends headers that keep scripts, frames and guesses out with every answer', async () => {
    for (const [path, headers] of [
      ['/', asPage()],
      ['/', {}],
      ['/api/drafts', asPage()],
      ['/nothing', asPage()],
      ['/media/x/source', asPage()],
    ] as const) {
      const answer = await rawRequest(server.port, path, { ...headers, host: own() })
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      const policy = String(answer.headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/script-src[^;]*unsafe/)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('never gives out a style nonce twice', async () => {
    const nonces = await Promise.all(
      [1, 2, 3].map(async () => {
        const { body, headers } = await rawRequest(server.port, '/', asPage())
        const nonce = /nonce="([^"]+)"/.exec(body)![1]!
        expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
        return nonce
      }),
    )
    expect(new Set(nonces).size).toBe(3)
  })

  it('answers nothing beside the page from the disk', async () => {
    for (const path of [
      '/assets/../index.html',
      '/assets/..%2f..%2fmain/engine.js',
      '/assets/%2e%2e/%2e%2e/main/engine.js',
      '/..%2f..%2fpackage.json',
      '/assets/..%5c..%5cmain%5cengine.js',
      '/assets//etc/passwd',
      '/assets/%00',
    ]) {
      const answer = await rawRequest(server.port, path, asPage())
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
      expect(JSON.parse(answer.body)).toHaveProperty('error.code')
    }
  })

  it('speaks of errors as data, without a stack', async () => {
    for (const [path, method, body] of [
      ['/api/settings', 'PATCH', '{"theme":'],
      ['/api/settings', 'PATCH', '[]'],
      ['/api/settings', 'PATCH', '{"theme":"pink"}'],
      ['/api/settings', 'PATCH', `{"__proto__":{"theme":"dark"}}`],
      ['/api/drafts/x', 'GET', ''],
      ['/api/drafts?ids=x', 'DELETE', ''],
      ['/api/nothing', 'POST', '{}'],
    ] as const) {
      const headers = { ...asPage(), ...(body !== '' && { 'content-type': 'application/json' }) }
      const answer = await rawRequest(server.port, path, headers, method, body)
      const { error } = JSON.parse(answer.body) as { error: { code: string; message: string } }
      expect([path, body, error.code, answer.status >= 400 && answer.status < 500]).toEqual([
        path,
        body,
        'usage',
        true,
      ])
      expect(answer.body).not.toMatch(/node_modules|\.js:\d|\\n\s+at /)
    }
  })
})
