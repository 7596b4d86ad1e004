import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askThroughPage } from '../e2e/shell-host.ts'
import { startApp, type StartedApp } from './app.ts'
import { describeInApp } from './in-app.ts'

/** What a page of the app that had been taken over could not do: each point of the design's chapter on security. */
describeInApp('the app’s page', () => {
  let app: StartedApp
  beforeAll(async () => {
    app = await startApp()
    await app.page.getByRole('button', { name: 'Score the sample' }).waitFor()
  })
  afterAll(() => app.stop())

  it('runs in the sandbox, in a world apart from the preload, without Node', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      const contents = window.webContents as unknown as {
        preferences?: object
        getLastWebPreferences?: () => object
      }
      return contents.preferences ?? contents.getLastWebPreferences?.() ?? {}
    })
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    })
    const seen = await app.page.evaluate(() => ({
      types: ['require', 'process', 'module', 'Buffer', 'global'].map(
        (name) => typeof Reflect.get(window, name),
      ),
      bridge: Object.keys(Reflect.get(window, 'hookline') as object).toSorted(),
      frozen: Object.isFrozen(Reflect.get(window, 'hookline')),
    }))
    expect(seen.types).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'undefined'])
    expect(seen.bridge).toEqual(['chooseFolder', 'connect', 'mediaOrigin', 'onShellEvent', 'pathOf'])
    expect(seen.frozen).toBe(true)
  })

  it('runs no script but its own: none from elsewhere, none in line, none made of text', async () => {
    const ran = await app.page.evaluate(async () => {
      const broken: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        broken.push(effectiveDirective),
      )
      const results: Record<string, unknown> = {}
      // What drives the page may do more than it in the same turn.
      await new Promise((resolve) => setTimeout(resolve, 0))
      const inline = document.createElement('script')
      inline.textContent = 'window.ranInline = true'
      document.head.append(inline)
      results.inline = Reflect.get(window, 'ranInline')
      try {
        results.evaluated = (Reflect.construct(Function, ['return 1']) as () => unknown)()
      } catch {
        results.evaluated = 'refused'
      }
      const foreign = document.createElement('script')
      foreign.src = 'https://example.com/x.js'
      document.head.append(foreign)
      results.fetched = await fetch('https://example.com/').then(
        () => 'answered',
        () => 'refused',
      )
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { ...results, broken: [...new Set(broken)].toSorted() }
    })
    expect(ran).toMatchObject({ evaluated: 'refused', fetched: 'refused' })
    expect(ran).not.toHaveProperty('inline', true)
    expect(ran.broken).toEqual(expect.arrayContaining(['connect-src', 'script-src-elem']))
  })

  it('is denied every permission, without asking the person', async () => {
    const states = await app.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
      ] as PermissionName[]
      const found: Record<string, string> = {}
      for (const name of names) found[name] = (await navigator.permissions.query({ name })).state
      found.getUserMedia = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: unknown) => (error as Error).name,
      )
      return found
    })
    expect(states).toEqual({
      geolocation: 'denied',
      notifications: 'denied',
      camera: 'denied',
      microphone: 'denied',
      'clipboard-read': 'denied',
      getUserMedia: 'NotAllowedError',
    })
  })

  it('goes nowhere else and opens no window; a listed link opens in the person’s browser', async () => {
    const before = app.page.url()
    await app.evaluate(({ shell }) => {
      Object.assign(globalThis, { openedLinks: [] as string[] })
      shell.openExternal = (address) => {
        ;(Reflect.get(globalThis, 'openedLinks') as string[]).push(address)
        return Promise.resolve()
      }
    })
    for (const address of [
      'https://evil.example/',
      'https://support.google.com/youtube',
      'http://ffmpeg.org/',
    ]) {
      await app.page.evaluate((href) => {
        window.location.href = href
      }, address)
      await app.page.waitForTimeout(150)
    }
    const opened = await app.page.evaluate(() => [
      window.open('https://evil.example/'),
      window.open('https://ffmpeg.org/download.html'),
      window.open('file:///etc/passwd'),
    ])
    await app.page.waitForTimeout(150)
    expect(opened).toEqual([null, null, null])
    expect(app.page.url()).toBe(before)
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(await app.evaluate(() => Reflect.get(globalThis, 'openedLinks') as string[])).toEqual([
      'https://support.google.com/youtube',
      'https://ffmpeg.org/download.html',
    ])
  })

  it('is heard only as itself, and only in the words that are agreed', async () => {
    const heard = await app.evaluate(({ ipcMain, BrowserWindow }) => {
      const sent: unknown[] = []
      const contents = BrowserWindow.getAllWindows()[0]!.webContents
      const post = contents.postMessage.bind(contents)
      contents.postMessage = (...args: Parameters<typeof post>) => void sent.push(args[1])
      const token = '6f2b1d9e-58a4-4a63-9a52-0d1f0a4a7c11'
      const from = (url: string, parent: unknown, ...args: unknown[]): void => {
        const senderFrame = { url, parent }
        ipcMain.emit('hookline:connect', { sender: contents, senderFrame }, ...args)
      }
      const page = 'app://hookline/#/library'
      from('https://evil.example/', null, token)
      from('app://hookline.evil.example/', null, token)
      from(page, { url: page }, token) // a frame inside of the page
      ipcMain.emit('hookline:connect', { sender: contents, senderFrame: null }, token)
      from(page, null)
      from(page, null, 'not a token')
      from(page, null, token, 'more')
      from(page, null, { token })
      const refused = sent.length
      from(page, null, token)
      contents.postMessage = post
      return { refused, then: sent }
    })
    expect(heard).toEqual({ refused: 0, then: ['6f2b1d9e-58a4-4a63-9a52-0d1f0a4a7c11'] })
  })

  it('is cut off when it says something that no call is, and connects again by itself', async () => {
    const closed = await app.page.evaluate(async () => {
      const token = crypto.randomUUID()
      const port = await new Promise<MessagePort>((resolve) => {
        window.addEventListener('message', ({ data, ports }: MessageEvent<{ token?: string }>) => {
          if (data.token === token) resolve(ports[0]!)
        })
        ;(Reflect.get(window, 'hookline') as { connect(token: string): void }).connect(token)
      })
      const gone = new Promise((resolve) => port.addEventListener('close', () => resolve('closed')))
      port.start()
      port.postMessage({ type: 'result', id: 1 })
      return gone
    })
    expect(closed).toBe('closed')
    expect((await askThroughPage(app.page, 'drafts', {})).drafts).toEqual([])
  })

  // A page that was taken over can name any file as a draft; it must not get to read it in that way.
  it('reads no file that is not a video, whatever it adds as a draft', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookline-shell-secret-'))
    const path = join(folder, 'secret.mp4')
    writeFileSync(path, 'the keys of the house\n'.repeat(100))
    const { drafts } = await askThroughPage(app.page, 'addDrafts', { paths: [path], origin: 'file' })
    const { id } = drafts[0]!
    const read = (): Promise<number> =>
      app.page.evaluate(async (draftId) => {
        const { mediaOrigin } = Reflect.get(window, 'hookline') as { mediaOrigin: string }
        return (await fetch(`${mediaOrigin}/media/${draftId}/source`)).status
      }, id)
    expect(await read()).toBeGreaterThanOrEqual(400)
    const state = async () => (await askThroughPage(app.page, 'drafts', {})).drafts[0]?.state
    await expect.poll(state, { timeout: 20_000 }).toBe('failed')
    expect(await read()).toBeGreaterThanOrEqual(400)
    await askThroughPage(app.page, 'removeDrafts', { ids: [id] })
    rmSync(folder, { recursive: true })
  })

  it('reads files of drafts only, by their id, and parts of them', async () => {
    const draft = await askThroughPage(app.page, 'addSample', {})
    await askThroughPage(app.page, 'draftScore', { id: draft.id })
    const got = await app.page.evaluate(async (id) => {
      const { mediaOrigin } = Reflect.get(window, 'hookline') as { mediaOrigin: string }
      const look = async (path: string, headers: Record<string, string> = {}): Promise<unknown[]> => {
        const answer = await fetch(mediaOrigin + path, { headers })
        const size = (await answer.arrayBuffer()).byteLength
        return [answer.status, size, answer.headers.get('content-range')]
      }
      return {
        whole: await look(`/media/${id}/source`),
        part: await look(`/media/${id}/source`, { range: 'bytes=1000-1999' }),
        tail: await look(`/media/${id}/source`, { range: 'bytes=1000-' }),
        beyond: await look(`/media/${id}/source`, { range: 'bytes=999999999-' }),
        unknown: await look(`/media/00000000-0000-4000-8000-000000000000/source`),
        outside: await look(`/media/${id}/..%2f..%2f..%2fetc%2fpasswd`),
        path: await look('//etc/passwd'),
        page: (await fetch('/..%2fmain%2fmain.js')).status,
      }
    }, draft.id)
    const size = (got.whole as number[])[1]!
    expect(got.whole[0]).toBe(200)
    expect(got.part).toEqual([206, 1000, `bytes 1000-1999/${size}`])
    expect(got.tail).toEqual([206, size - 1000, `bytes 1000-${size - 1}/${size}`])
    expect(got.beyond).toEqual([416, 0, `bytes */${size}`])
    for (const refused of [got.unknown, got.outside, got.path]) expect(refused[0]).toBe(404)
    expect(got.page).toBe(404)
  })
})
