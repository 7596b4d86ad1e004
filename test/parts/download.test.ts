import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../electron/host/exit-codes.ts'
import { allParts } from '../../electron/parts/all-parts.ts'
import { downloadPart } from '../../electron/parts/download-part.ts'
import { partFolder, type PartFolder } from '../../electron/parts/part-folder.ts'
import { temporaryFolder } from '../host/hookline.ts'
import { servePart, type PartServer } from './part-server.ts'

const contents: Readonly<Record<string, Buffer>> = {
  'config.json': Buffer.from('{"a": 1}'),
  'onnx/model.onnx': randomBytes(3_000_000),
}
let place: ReturnType<typeof temporaryFolder>
let server: PartServer
let library: string
let folder: PartFolder

beforeEach(async () => {
  place = temporaryFolder()
  library = join(place.path, 'library')
  const origin = join(place.path, 'origin')
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(origin, path)), { recursive: true })
    writeFileSync(join(origin, path), content)
  }
  server = await servePart(origin, Object.keys(contents))
  folder = partFolder(library, server.description)
})
afterEach(async () => {
  await server.close()
  place.remove()
})

function download({
  signal = new AbortController().signal,
  onBytes = () => undefined,
}: {
  signal?: AbortSignal
  onBytes?: (done: number) => void
} = {}): Promise<void> {
  return downloadPart(server.description, folder, {
    signal,
    onBytes,
    silenceS: 0.3,
    againAfterS: [0.01, 0.01],
  })
}

function expectWhole(): void {
  expect(folder.isWhole()).toBe(true)
  for (const [path, content] of Object.entries(contents)) {
    expect(readFileSync(join(folder.path, path)).equals(content), path).toBe(true)
  }
  expect(readdirSync(join(library, 'parts', 'speech-recognition'))).toEqual(['r1'])
}

const wholeBytes = Object.values(contents).reduce((sum, { length }) => sum + length, 0)

describe('fetching a part', () => {
  // If this failed, what is installed would not be what was sent, or would count as there too early.
  test('installs the very bytes, and tells of each step up to all of them', async () => {
    const told: number[] = []
    await download({
      onBytes(done) {
        told.push(done)
        expect(folder.isWhole()).toBe(false)
      },
    })
    expectWhole()
    expect(told.at(-1)).toBe(wholeBytes)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })

  // If this failed, a person on a bad line would never have it: each break would begin anew.
  test('goes on from where the connection broke, and sends nothing twice', async () => {
    server.behave = { breakAfter: 400_000 }
    await download()
    expectWhole()
    // What was on its way when the connection broke is lost, and asked for again; what arrived is not.
    const from = server.requests.filter(({ path }) => path === 'onnx/model.onnx').map((one) => one.from)
    expect(from.length).toBeGreaterThan(5)
    expect(from).toEqual([...new Set(from)].toSorted((a, b) => a - b))
    expect(server.sentBytes()).toBeLessThan(wholeBytes + 400_000)
  })

  test('takes a connection that falls silent for a broken one', async () => {
    server.behave = { silentAfter: 1_600_000 }
    await download()
    expectWhole()
    expect(server.sentBytes()).toBe(wholeBytes)
  })

  // If this failed, bytes from the middle would be taken for the beginning.
  test('begins anew where the server knows no ranges', async () => {
    server.behave = { breakAfter: 1_000_000 }
    const stop = new AbortController()
    const begun = download({ signal: stop.signal, onBytes: (done) => done > 900_000 && stop.abort() })
    await expect(begun).rejects.toMatchObject({ code: 'cancelled' })
    server.behave = { withoutRanges: true }
    await download()
    expectWhole()
  })

  test('is cancelled at once, keeps what came, and goes on from there', async () => {
    server.behave = { silentAfter: 2_000_000 }
    const stop = new AbortController()
    const begun = download({ signal: stop.signal, onBytes: (done) => done > 1_900_000 && stop.abort() })
    await expect(begun).rejects.toMatchObject({ code: 'cancelled' })
    const kept = await folder.gatheredBytes()
    expect(kept).toBeGreaterThan(1_900_000)
    server.behave = {}
    await download()
    expectWhole()
    expect(server.requests.at(-1)!.from).toBeGreaterThan(1_800_000)
  })

  // If this failed, a model that somebody changed on the way would be run.
  test('refuses and removes what has another checksum, and takes the right one afterwards', async () => {
    server.behave = { corrupt: true }
    await expect(download()).rejects.toMatchObject({ code: 'download_damaged' })
    expect(exitCodeOf('download_damaged')).toBe(5)
    expect(folder.isWhole()).toBe(false)
    expect(await folder.gatheredBytes()).toBe(0)
    server.behave = {}
    await download()
    expectWhole()
  })

  // If this failed, half a file of a stranger that lies there would be completed and trusted.
  test('refuses what was completed from a damaged beginning', async () => {
    await folder
      .comingPath(server.description.files[1]!)
      .then((path) => writeFileSync(path, randomBytes(1000)))
    await expect(download()).rejects.toMatchObject({ code: 'download_damaged' })
    await download()
    expectWhole()
  })

  test.each([
    ['the server is gone', async () => server.close()],
    ['the server refuses', async () => Promise.resolve((server.behave = { status: 503 }))],
    ['the file is gone', async () => Promise.resolve((server.behave = { status: 404 }))],
  ])('tells that the network failed when %s', async (_, happen) => {
    await happen()
    await expect(download()).rejects.toMatchObject({ code: 'network_failed' })
    expect(exitCodeOf('network_failed')).toBe(5)
    expect(folder.isWhole()).toBe(false)
  })

  // If this failed, whoever's machine was switched off would begin anew, or have half a model taken for a whole one.
  test('goes on after its process was killed in the middle', async () => {
    server.behave = { silentAfter: 1_500_000 }
    const child = program([])
    await server.sent(1_500_000)
    await expect.poll(() => folder.gatheredBytes(), { timeout: 10_000 }).toBeGreaterThan(1_000_000)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(folder.isWhole()).toBe(false)
    server.behave = {}
    await download()
    expectWhole()
    expect(server.requests.at(-1)!.from).toBeGreaterThan(1_000_000)
  })

  test('tells that the disk is full when nothing more can be written', async () => {
    const child = program(['prlimit', '--fsize=1000000'])
    const said = await text(child.stdout)
    expect(said).toBe('disk_full')
    expect(folder.isWhole()).toBe(false)
    await download()
    expectWhole()
  })

  function program(through: string[]) {
    const script = join(import.meta.dirname, 'download-program.ts')
    const [name, ...args] = [
      ...through,
      process.execPath,
      ...[script, library, JSON.stringify(server.description)],
    ] as [string, ...string[]]
    return spawn(name, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  }
})

describe('what can be fetched', () => {
  // If this failed, a file could change under the app's eyes: an address without a revision is whatever it is today.
  test.each(allParts.map((part) => [part.id, part] as const))(
    '%s is pinned, file by file',
    (_, { files, source }) => {
      for (const { url } of files) {
        expect(new URL(url).protocol).toBe('https:')
        expect(url).toContain(`/${source.revision}/`)
        expect(source.revision).toMatch(/^[0-9a-f]{40}$/)
      }
      expect(new Set(files.map(({ path }) => path)).size).toBe(files.length)
    },
  )
})
