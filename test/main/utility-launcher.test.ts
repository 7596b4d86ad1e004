import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainTextWarning } from '../../electron/main/plain-text-warning.ts'

const register = join(import.meta.dirname, '../electron-double/register.ts')
const program = join(import.meta.dirname, 'launcher-program', 'main.ts')

interface Outcome {
  answers: unknown[]
  told: string[]
  exitCode: number
}

async function run(keyring: string): Promise<Outcome> {
  const child = spawn(process.execPath, ['--no-warnings', '--import', register, program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ELECTRON_DOUBLE_KEYRING: keyring },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as Outcome
}

/** Launcher and broker of the app on the double, with an engine and a worker that say what they see. */
describe('utility processes', () => {
  it('get a line to whoever started them, their arguments, workers and secrets through the shell, and end with their line', async () => {
    const { answers, told, exitCode } = await run('gnome_libsecret')
    const secret = { hidden: true, opened: 'a word', refused: 'not_allowed' }
    expect(answers).toEqual([
      {
        heard: { message: { bytes: { 0: 1, 1: 2, 2: 3 } }, args: ['argument'] },
        hasPid: true,
        closed: 'closed',
        // Electron gives a process that was killed from outside the number of the signal as its code.
        exited: { exitCode: 9, signal: null, lastWords: 'a worker\n' },
      },
      secret,
      secret,
      { answered: 'hello' },
    ])
    expect(told).toEqual([])
    expect(exitCode).toBe(0)
  })

  it('warn once where secrets are kept almost as plain text', async () => {
    const { told } = await run('basic_text')
    expect(told).toEqual([plainTextWarning])
  })
})
