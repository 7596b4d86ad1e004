import { describe, expect, it } from 'vitest'
import { defaultLimits, startProgram } from '../../electron/media/program.ts'

const script = (text: string): [string, string[]] => [process.execPath, ['-e', text]]

describe('a program with a limit on its time', () => {
  it('is ended when the limit is over', async () => {
    const { done } = startProgram(...script('setInterval(() => console.log(1), 50)'), {
      pipes: 1,
      limits: { ...defaultLimits, timeS: 1 },
    })
    await expect(done).rejects.toMatchObject({ code: 'timed_out' })
  })

  // A process that the system halts for a while (a laptop that sleeps, a debugger) has not waited for its program.
  it('is not blamed for the time in which whoever started it stood still', async () => {
    const { done, pipes } = startProgram(...script('console.log(1)'), {
      pipes: 1,
      limits: { ...defaultLimits, timeS: 1 },
    })
    pipes[0]!.resume()
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500)
    expect(await done).toMatchObject({ exitCode: 0, killedBy: null })
  })
})
