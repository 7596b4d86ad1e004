// Two halves of the double's bridge, as text that the browser runs before any script of a page: one beside the page, one
// in the isolated world of the preload. They speak over events of the document, which both worlds have in common.

/** Messages between the worlds and the main process are JSON; what JSON has no word for is marked. */
function codec() {
  const bytesOf = (view) => btoa(Array.from(view, (byte) => String.fromCharCode(byte)).join(''))
  function encode(value) {
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', value: String(value) }
    if (typeof value === 'bigint') return { $: 'bigint', value: String(value) }
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new DOMException(`${String(value)} could not be cloned.`, 'DataCloneError')
    if (value === null || typeof value !== 'object') return value
    if (value instanceof Date) return { $: 'date', value: value.getTime() }
    if (ArrayBuffer.isView(value))
      return {
        $: 'view',
        kind: value.constructor.name,
        value: bytesOf(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
      }
    if (Array.isArray(value)) return value.map(encode)
    const entries = Object.entries(value).map(([key, one]) => [key, encode(one)])
    return '$' in value ? { $: 'object', value: entries } : Object.fromEntries(entries)
  }
  function decode(value) {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map(decode)
    switch (value.$) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(value.value)
      case 'bigint':
        return BigInt(value.value)
      case 'date':
        return new Date(value.value)
      case 'object':
        return Object.fromEntries(value.value.map(([key, one]) => [key, decode(one)]))
      case 'view': {
        const bytes = Uint8Array.from(atob(value.value), (letter) => letter.charCodeAt(0))
        const Kind = globalThis[value.kind] ?? Uint8Array
        return new Kind(bytes.buffer)
      }
      default:
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, decode(one)]))
    }
  }
  return { encode, decode }
}

/** Beside the page: makes what the preload exposes, as frozen functions and values of the page's own world. */
function pageHalf(name) {
  const callbacks = new Map()
  const promises = new Map()
  let nextId = 1
  let answer
  const toPreload = (detail) => document.dispatchEvent(new CustomEvent(`${name}:to-preload`, { detail }))
  const outgoing = (value) => {
    if (typeof value !== 'function') return { value }
    const id = nextId++
    callbacks.set(id, value)
    return { callback: id }
  }
  function made(path, shape) {
    if (shape.kind === 'value') return shape.value
    if (shape.kind === 'function') {
      return (...args) => {
        answer = null
        toPreload({ path, args: args.map(outgoing) })
        if (answer?.error !== undefined) throw new Error(answer.error)
        if (answer?.promise !== undefined)
          return new Promise((resolve, reject) => promises.set(answer.promise, { resolve, reject }))
        return answer?.value
      }
    }
    const entries = shape.entries.map(([key, inner]) => [key, made([...path, key], inner)])
    return Object.freeze(Object.fromEntries(entries))
  }
  document.addEventListener(`${name}:to-page`, ({ detail }) => {
    if (detail.kind === 'answer') answer = detail
    if (detail.kind === 'settled') {
      const { resolve, reject } = promises.get(detail.promise)
      promises.delete(detail.promise)
      if (detail.error === undefined) resolve(detail.value)
      else reject(new Error(detail.error))
    }
    if (detail.kind === 'callback') callbacks.get(detail.id)?.(...detail.args)
    if (detail.kind === 'expose') {
      Object.defineProperty(window, detail.key, { value: made([detail.key], detail.shape), enumerable: true })
    }
  })
  // Electron's ports tell by `close` that their other end is gone, which those of the web don't.
  const closing = `${name}:closing`
  window.addEventListener('message', ({ ports }) => {
    for (const port of ports) {
      port.addEventListener('message', (event) => {
        if (event.data !== closing) return
        event.stopImmediatePropagation()
        port.dispatchEvent(new Event('close'))
      })
    }
  })
  const close = MessagePort.prototype.close
  MessagePort.prototype.close = function () {
    this.postMessage(closing)
    close.call(this)
  }
  window.open = (address = '') => {
    const url = new URL(address, location.href).href
    toPreload({ opens: url })
    return null // as in Electron when the handler denies, and the double knows no other answer
  }
}

/** In the isolated world: `electron` of a preload, around the preload itself. */
function preloadHalf(name, binding, { port, schemes }, isMainFrame, preload) {
  const { encode, decode } = codec()
  const toMain = (message) => globalThis[binding](JSON.stringify(message))
  const toPage = (detail) => document.dispatchEvent(new CustomEvent(`${name}:to-page`, { detail }))
  const exposed = {}
  const listeners = new Map()
  const replies = new Map()
  const ports = new Map()
  const known = { paths: [] }
  let nextId = 1

  const messageOf = (error) => (error instanceof Error ? error.message : String(error))
  function shapeOf(value) {
    if (typeof value === 'function') return { kind: 'function' }
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return { kind: 'object', entries: Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]) }
    return { kind: 'value', value: typeof value === 'string' ? toBrowser(value) : value }
  }
  /** Addresses of the app's own schemes cross as what they are inside of the browser. */
  function toBrowser(value) {
    return value.replace(/^([a-z]+):\/\/([^/?#]+)/, (whole, scheme, host) =>
      schemes.includes(scheme) ? `http://${host}.${scheme}.localhost:${port}` : whole,
    )
  }
  document.addEventListener(`${name}:to-preload`, ({ detail }) => {
    if (detail.opens !== undefined) {
      toMain({ kind: 'open', url: detail.opens })
      return
    }
    try {
      const target = detail.path.slice(0, -1).reduce((at, key) => at[key], exposed)
      const args = detail.args.map(({ value, callback }) =>
        callback === undefined
          ? value
          : (...given) => toPage({ kind: 'callback', id: callback, args: given }),
      )
      const value = target[detail.path.at(-1)](...args)
      if (!(value instanceof Promise)) {
        toPage({ kind: 'answer', value })
        return
      }
      const promise = nextId++
      toPage({ kind: 'answer', promise })
      value.then(
        (settled) => toPage({ kind: 'settled', promise, value: settled }),
        (error) => toPage({ kind: 'settled', promise, error: messageOf(error) }),
      )
    } catch (error) {
      toPage({ kind: 'answer', error: messageOf(error) })
    }
  })

  const electron = {
    contextBridge: {
      exposeInMainWorld(key, api) {
        if (key in exposed)
          throw new Error(`Cannot bind an API on top of an existing property on the window object`)
        exposed[key] = api
        toPage({ kind: 'expose', key, shape: shapeOf(api) })
      },
    },
    ipcRenderer: {
      send: (channel, ...args) => toMain({ kind: 'send', channel, args: args.map(encode) }),
      invoke(channel, ...args) {
        const id = nextId++
        toMain({ kind: 'invoke', id, channel, args: args.map(encode) })
        return new Promise((resolve, reject) => replies.set(id, { resolve, reject }))
      },
      on(channel, listener) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
        return this
      },
    },
    webUtils: {
      // The browser tells nobody where a file lies; whoever drops one on the double tells it first.
      getPathForFile(file) {
        if (!(file instanceof File)) throw new TypeError('getPathForFile: Argument must be a File object')
        const { name: fileName, size, lastModified } = file
        const found = known.paths.find(
          (one) =>
            one.name === fileName && one.size === size && Math.abs(one.lastModified - lastModified) < 2,
        )
        return found?.path ?? ''
      },
    },
  }

  /** Calls of the main process. */
  globalThis.__double = {
    message(text) {
      const { kind, ...message } = JSON.parse(text)
      if (kind === 'send') {
        const made = message.ports.map((end) => {
          const { port1, port2 } = new MessageChannel()
          ports.set(end, port2)
          port2.onmessage = ({ data }) => {
            if (data !== `${name}:closing`) toMain({ kind: 'port', end, message: encode(data) })
            else if (ports.delete(end)) toMain({ kind: 'close', end })
          }
          return port1
        })
        const event = { ports: made, sender: electron.ipcRenderer }
        for (const listener of listeners.get(message.channel) ?? [])
          listener(event, ...message.args.map(decode))
        toMain({ kind: 'took', ends: message.ports })
      }
      if (kind === 'reply') {
        const { resolve, reject } = replies.get(message.id)
        replies.delete(message.id)
        if (message.error === undefined) resolve(decode(message.value))
        else reject(new Error(message.error))
      }
      if (kind === 'port') ports.get(message.end)?.postMessage(decode(message.message))
      if (kind === 'ended') {
        const port = ports.get(message.end)
        ports.delete(message.end)
        port?.postMessage(`${name}:closing`)
        port?.close()
      }
      if (kind === 'paths') known.paths.push(...message.paths)
    },
  }
  toMain({ kind: 'begun' })
  if (!isMainFrame()) return
  const module = { exports: {} }
  const requires = (id) => {
    if (id === 'electron' || id === 'electron/renderer') return electron
    throw new Error(`module not found: ${id}`) // a preload in the sandbox has no other packages
  }
  preload(requires, module, module.exports)
}

export const worldSources = {
  page: (name) => `(${pageHalf})(${JSON.stringify(name)})`,
  preload: (name, binding, served, source) =>
    `${codec};(${preloadHalf})(${JSON.stringify(name)}, ${JSON.stringify(binding)}, ${JSON.stringify(served)}, () => window === window.top, (require, module, exports) => {${source}\n})`,
  codec: codec(),
}
