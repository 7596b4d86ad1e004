// Loaded into every Node process of a command (NODE_OPTIONS=--import): notes each connection and each write, by its
// target, as a line of JSON in HOOKLINE_TEST_RECORD. Plain JavaScript, so that any process can load it.
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { resolve } from 'node:path'

const append = fs.appendFileSync.bind(fs)
const record = process.env.HOOKLINE_TEST_RECORD
let noting = false
function note(kind, target) {
  if (noting) return
  noting = true
  append(record, `${JSON.stringify({ kind, target, program: process.argv[1] ?? '' })}\n`)
  noting = false
}

function before(object, name, look) {
  const original = object[name]
  if (typeof original !== 'function') return
  object[name] = function (...args) {
    look(args)
    return original.apply(this, args)
  }
}

const wrote = (name, at) => (args) => {
  if (typeof args[at] !== 'number') note(`write by ${name}`, resolve(String(args[at])))
}
const opened = (name) => (args) => {
  const flags = args[1] ?? 'r'
  const forWriting =
    typeof flags === 'number'
      ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0
      : /[wa+]/.test(String(flags))
  if (forWriting && typeof args[0] !== 'number') note(`write by ${name}`, resolve(String(args[0])))
}

/** Which argument of each function is what it changes. */
const changes = {
  writeFile: 0,
  appendFile: 0,
  mkdir: 0,
  mkdtemp: 0,
  rm: 0,
  rmdir: 0,
  unlink: 0,
  rename: 1,
  copyFile: 1,
  cp: 1,
  link: 1,
  symlink: 1,
  truncate: 0,
  chmod: 0,
  utimes: 0,
}
for (const [name, at] of Object.entries(changes)) {
  before(fs, name, wrote(name, at))
  before(fs, `${name}Sync`, wrote(name, at))
  before(fs.promises, name, wrote(name, at))
}
for (const [object, name] of [
  [fs, 'open'],
  [fs, 'openSync'],
  [fs.promises, 'open'],
]) {
  before(object, name, opened(name))
}
before(fs, 'createWriteStream', wrote('createWriteStream', 0))

// HTTP, TLS and fetch stand on sockets; the lines between our own processes are not made by `connect`.
before(net.Socket.prototype, 'connect', (args) => note('connection', JSON.stringify(args[0])))
before(net.Server.prototype, 'listen', (args) => note('connection', `listen ${JSON.stringify(args[0])}`))
before(dgram, 'createSocket', () => note('connection', 'datagrams'))
for (const object of [dns, dns.promises]) {
  for (const name of Object.keys(object))
    if (/^(lookup|resolve)/.test(name)) before(object, name, (args) => note('connection', `name ${args[0]}`))
}
syncBuiltinESMExports()
