import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { claimLibrary, findRunningServer } from '../../../electron/host/web/running-server.ts'
import { temporaryFolder } from '../hookline.ts'

const folder = temporaryFolder()
const answering = createServer((_, answer) => answer.end()).listen(0, '127.0.0.1')
afterAll(() => {
  answering.close()
  folder.remove()
})

const ended = JSON.stringify({ port: 1, token: '0'.repeat(32), pid: null })

it.each([
  ['nothing', null],
  ['what an ended server left', ended],
  ['an empty file', ''],
])(
  'has one winner when many claim at once over %s, or two would hand out one library',
  async (name, left) => {
    if (!answering.listening) await once(answering, 'listening')
    const { port } = answering.address() as AddressInfo
    for (let round = 0; round < 10; round++) {
      const library = join(folder.path, `${name} ${round}`)
      mkdirSync(library)
      if (left !== null) writeFileSync(join(library, 'web-server.json'), left)
      const claimants = Array.from({ length: 6 }, (_, i) => ({
        port,
        token: String(i + 1).repeat(32),
        pid: process.pid,
      }))
      const answers = await Promise.all(claimants.map((own) => claimLibrary(library, own)))
      const winners = claimants.filter((_, i) => answers[i] === null)
      expect(winners).toHaveLength(1)
      expect(answers.filter((answer) => answer !== null)).toEqual(Array(5).fill(winners[0]))
      expect(await findRunningServer(library)).toEqual(winners[0])
    }
  },
)
