// Tries what the shell relies on, and prints what it found: on the double and on Electron it must be the same.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  utilityProcess,
} from 'electron'

const here = import.meta.dirname
const found = {}
const messageOf = (action) => {
  try {
    action()
    return 'nothing thrown'
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
// A second start comes to the folder of the first, finds it locked, and ends.
const isSecond = process.env.CONFORMANCE_SECOND !== undefined
const folder = process.env.CONFORMANCE_SECOND ?? mkdtempSync(join(tmpdir(), 'electron-conformance-'))
app.setPath('userData', folder)
if (isSecond) {
  app.exit(app.requestSingleInstanceLock({ from: 'second' }) ? 1 : 0)
}

found.beforeReady = {
  isReady: app.isReady(),
  fork: messageOf(() => utilityProcess.fork(join(here, 'child.mjs'))),
  window: messageOf(() => new BrowserWindow({ show: false })),
}
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  {
    scheme: 'media',
    privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
  },
])
found.firstLock = app.requestSingleInstanceLock({ from: 'first' })

app.whenReady().then(async () => {
  found.afterReady = {
    isReady: app.isReady(),
    sandbox: messageOf(() => app.enableSandbox()).startsWith('Error'),
    schemes: messageOf(() => protocol.registerSchemesAsPrivileged([])).startsWith('Error'),
  }
  await ports()
  await children()
  await pages()
  await others()
  await secondStart()
  process.stdout.write(`${JSON.stringify(found)}\n`, () => void quitting())
})

async function ports() {
  const { port1, port2 } = new MessageChannelMain()
  const heard = []
  port2.on('message', ({ data }) => heard.push(data))
  port1.postMessage({ bytes: Buffer.from('abc'), undefined })
  port1.postMessage('second')
  await pause(100)
  const beforeStart = heard.length
  port2.start()
  await pause(100)
  const uncloneable = messageOf(() => port1.postMessage(() => undefined))
  const closed = once(port2, 'close').then(() => 'closed')
  port1.close()
  const told = await Promise.race([closed, pause(1_000)])
  port1.postMessage('after the end')
  port2.postMessage('after the end')
  const two = new MessageChannelMain()
  const carrier = new MessageChannelMain()
  carrier.port1.postMessage('take', [two.port1])
  found.ports = {
    beforeStart,
    count: heard.length,
    bytes: [heard[0]?.bytes.constructor.name, ...(heard[0]?.bytes ?? [])],
    keepsUndefined: 'undefined' in heard[0],
    uncloneable: /could not be cloned/.test(uncloneable),
    told,
    twice: /Port at index 0 is already neutered/.test(
      messageOf(() => carrier.port1.postMessage('again', [two.port1])),
    ),
    intoItself: /contains the source port/.test(
      messageOf(() => carrier.port1.postMessage('self', [carrier.port1])),
    ),
  }
}

async function children() {
  const fork = () =>
    utilityProcess.fork(join(here, 'child.mjs'), ['one', '--two'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const child = fork()
  child.postMessage('describe') // before it has begun
  const [described] = await once(child, 'message')
  const { port1, port2 } = new MessageChannelMain()
  child.postMessage('port', [port1])
  port2.start()
  port2.postMessage({ bytes: Buffer.from('xyz') })
  const [{ data: echo }] = await once(port2, 'message')
  const portClosed = once(port2, 'close').then(() => 'closed')
  let words = ''
  child.stderr.on('data', (data) => (words += data))
  child.postMessage('say')
  const [exitCode] = await once(child, 'exit')
  const afterExit = {
    pid: child.pid === undefined,
    kill: child.kill(),
    post: messageOf(() => child.postMessage('x')),
  }

  const killed = fork()
  await once(killed, 'spawn')
  const hasPid = typeof killed.pid === 'number'
  const kill = killed.kill()
  const [ownKill] = await once(killed, 'exit')

  const shot = fork()
  await once(shot, 'spawn')
  await pause(300)
  process.kill(shot.pid, 'SIGKILL')
  const [foreignKill] = await once(shot, 'exit')
  found.children = {
    described,
    echo: { bytes: [...echo.echoed.bytes], isBuffer: echo.isBuffer },
    portAfterExit: await Promise.race([portClosed, pause(2_000)]),
    words: words.trim(),
    exitCode,
    afterExit,
    hasPid,
    kill,
    ownKill,
    foreignKill: process.platform === 'win32' ? 9 : foreignKill,
    noEntry: messageOf(() => utilityProcess.fork('')),
  }
}

const html = `<!doctype html><title>Probe</title><script src="/page.js"></script><a id="away" href="https://example.com/">x</a>`
const script = `window.ranScript = true`
const body = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 256))

async function pages() {
  protocol.handle('app', ({ url }) => {
    const { pathname } = new URL(url)
    const csp = "default-src 'none'; script-src 'self'; connect-src 'self' media:"
    if (pathname === '/')
      return new Response(html, { headers: { 'content-type': 'text/html', 'content-security-policy': csp } })
    if (pathname === '/page.js')
      return new Response(script, { headers: { 'content-type': 'text/javascript' } })
    return new Response(null, { status: 404 })
  })
  const seen = []
  protocol.handle('media', ({ url, headers }) => {
    seen.push([url, headers.get('range')])
    const shared = {
      'access-control-allow-origin': 'app://probe',
      'access-control-expose-headers': 'content-range',
    }
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.get('range') ?? '')
    if (!range) return new Response(body, { headers: shared })
    const [start, end] = [Number(range[1]), Number(range[2])]
    return new Response(body.subarray(start, end + 1), {
      status: 206,
      headers: { ...shared, 'content-range': `bytes ${start}-${end}/${body.length}` },
    })
  })
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: /^https?:/.test(url) }),
  )

  const events = []
  app.once('web-contents-created', () => events.push('web-contents-created'))
  const window = new BrowserWindow({ show: false, webPreferences: { preload: join(here, 'preload.cjs') } })
  const contents = window.webContents
  contents.on('will-navigate', (event) => {
    events.push(`will-navigate ${event.url}`)
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    events.push(`open ${url}`)
    return { action: 'deny' }
  })
  const sent = []
  ipcMain.on('sent', (event, ...args) =>
    sent.push([event.senderFrame.url, event.senderFrame.parent, ...args]),
  )
  ipcMain.handle('asked', (_event, value) => {
    if (value === 'fail') throw new Error('refused')
    return { given: value }
  })
  await window.loadURL('app://probe/#/start')
  // The driver of the page is whoever there is: the page's own script can't be told what to do under its policy.
  const run = (code) => contents.executeJavaScript(code)
  const inPage = await run(`(async () => {
    const attempt = (action) => Promise.resolve().then(action).then((value) => value, (error) => error.message)
    return {
      origin: location.origin.replace(/^http.*/, 'app://probe'),
      script: window.ranScript,
      secure: isSecureContext,
      node: [typeof require, typeof process, typeof Buffer],
      word: probe.word,
      twice: probe.nested.twice(21),
      frozen: Object.isFrozen(probe) && Object.isFrozen(probe.nested),
      fails: await attempt(() => probe.fails()),
      asked: await attempt(() => probe.invoke({ a: [1, undefined], b: new Uint8Array([1, 2]) })),
      refused: await attempt(() => probe.invoke('fail')),
      unknown: await attempt(() => probe.unknown()),
      noPath: probe.pathOf(new File(['x'], 'made.txt')),
      part: await (async () => {
        const media = location.protocol === 'app:' ? 'media://probe' : location.origin.replace('probe.app', 'probe.media')
        const answer = await fetch(media + '/file', { headers: { range: 'bytes=10-12' } })
        return [answer.status, answer.headers.get('content-range'), ...new Uint8Array(await answer.arrayBuffer())]
      })(),
      missing: (await fetch('/nothing')).status,
      opened: window.open('https://example.com/window'),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    }
  })()`)
  await run(
    `probe.send('word', 7); probe.later((value) => { window.told = value }); location.hash = '#/other'; 0`,
  )
  contents.send('told', { from: 'main' })
  const { port1, port2 } = new MessageChannelMain()
  const fromPage = []
  port2.on('message', ({ data }) => fromPage.push(data))
  const closed = once(port2, 'close').then(() => 'closed')
  port2.start()
  await run(`window.addEventListener('message', ({ data, ports: [port] }) => {
    window.arrived = [data.name]
    port.addEventListener('message', ({ data: said }) => { window.arrived.push(said); port.postMessage({ back: said }) })
    port.addEventListener('close', () => window.arrived.push('closed'))
    port.start()
  }); 0`)
  contents.postMessage('port', 'named', [port1])
  port2.postMessage({ n: 1 })
  await pause(500)
  const firstTold = await run(`window.told`)
  const second = new MessageChannelMain()
  const pageGone = once(second.port2, 'close').then(() => 'closed')
  contents.postMessage('port', 'second', [second.port1])
  await pause(300)
  port2.close()
  await pause(300)
  const arrived = await run(`window.arrived`)
  await run(`document.getElementById('away').click(); 0`)
  await pause(300)
  const url = contents.getURL()
  contents.reload()
  await once(contents, 'did-finish-load')
  found.pages = {
    inPage,
    sent,
    told: firstTold,
    arrived,
    fromPage,
    closed: await Promise.race([closed, pause(500)]),
    goneWithPage: await Promise.race([pageGone, pause(2_000)]),
    events,
    url,
    asked: seen,
  }
}

async function others() {
  const menu = Menu.buildFromTemplate([
    { label: 'File', submenu: [{ id: 'open', label: 'Open', click: () => undefined }] },
  ])
  nativeTheme.themeSource = 'dark'
  const [display] = screen.getAllDisplays()
  found.others = {
    item: menu.getMenuItemById('open')?.label,
    none: menu.getMenuItemById('none'),
    badItem: messageOf(() => Menu.buildFromTemplate([{}])).startsWith('TypeError'),
    dark: nativeTheme.shouldUseDarkColors,
    theme: messageOf(() => (nativeTheme.themeSource = 'blue')).startsWith('TypeError'),
    area: Object.keys(display.workArea).toSorted(),
    power: typeof powerMonitor.on,
    missingPath: messageOf(() => app.setPath('userData', join(folder, 'nowhere'))).startsWith('Error'),
  }
  if (await safeStorage.isAsyncEncryptionAvailable()) {
    const sealed = await safeStorage.encryptStringAsync('a secret')
    const opened = await safeStorage.decryptStringAsync(sealed)
    found.secrets = {
      isBuffer: Buffer.isBuffer(sealed),
      hidden: !sealed.includes('a secret'),
      opened: opened.result,
    }
  }
}

async function secondStart() {
  const { spawn } = await import('node:child_process')
  const args = process.argv.slice(1)
  const second = once(app, 'second-instance')
  const child = spawn(process.execPath, [...process.execArgv, ...args, '--second'], {
    env: { ...process.env, CONFORMANCE_SECOND: folder },
    stdio: 'ignore',
  })
  const [, , , data] = await second
  const [code] = await once(child, 'exit')
  found.second = { data, code }
}

async function quitting() {
  const order = []
  for (const name of ['before-quit', 'will-quit', 'window-all-closed']) app.on(name, () => order.push(name))
  const [window] = BrowserWindow.getAllWindows()
  let refuses = true
  window.on('close', (event) => {
    order.push('close')
    if (refuses) event.preventDefault()
  })
  app.quit()
  await pause(300)
  refuses = false
  app.on('quit', () => {
    process.stdout.write(`${JSON.stringify({ order })}\n`)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  app.quit()
}
