import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import {
  descendantsOf,
  eventually,
  hookline,
  runningProcesses,
  startHookline,
  temporaryFolder,
  type RunningCommand,
} from '../../host/hookline.ts'

/** The decode whose facts are kept, not the quick look at key frames, nor the call that asks ffmpeg for its version. */
const decoding = /^\S*ffmpeg (?!.*-skip_frame).*-filter_complex/

function hasLoaded(pid: number, library: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8').includes(library)
  } catch {
    return false // it has just ended
  }
}

/** Processes are found through /proc. */
describe.runIf(existsSync('/proc/self/stat'))('a process that is killed in mid-job', () => {
  const folder = temporaryFolder()
  const draft = join(folder.path, 'draft.mp4')
  let undisturbed: unknown

  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    // Big enough that measuring takes seconds, which leaves time to kill.
    execFileSync(ffmpegPath, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=30:duration=12'],
      ...[
        '-f',
        'lavfi',
        '-i',
        'sine=frequency=440:duration=12',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-y',
        draft,
      ],
    ])
    undisturbed = await scoreIn('undisturbed')
  })
  afterAll(folder.remove)

  async function scoreIn(library: string): Promise<unknown> {
    return document(await startScore(library).finished)
  }

  function startScore(library: string): RunningCommand {
    return startHookline(['score', draft, '--json', '--library', join(folder.path, library)])
  }

  function document(result: { exitCode: number | null; stdout: string; stderr: string }): unknown {
    expect(result.stderr).not.toMatch(/\n\s+at /)
    expect(result.exitCode).toBe(0)
    return JSON.parse(result.stdout)
  }

  async function pidOf(command: RunningCommand, name: RegExp, not?: number): Promise<number> {
    const found = await eventually(() =>
      descendantsOf(command.child.pid!).find((p) => name.test(p.commandLine) && p.pid !== not),
    )
    return found.pid
  }

  /** The worker that runs the decode: another may have the quick look. */
  async function measuringWorker(command: RunningCommand, not?: number): Promise<number> {
    const found = await eventually(() =>
      descendantsOf(command.child.pid!).find((p) => decoding.test(p.commandLine) && p.parent !== not),
    )
    return found.parent
  }

  async function nothingIsLeft(): Promise<void> {
    await eventually(() => !runningProcesses().some((p) => p.commandLine.includes(folder.path)), 5_000)
  }

  it('worker: the job is tried again and ends right', async () => {
    const command = startScore('worker-killed')
    process.kill(await measuringWorker(command), 'SIGKILL')
    expect(document(await command.finished)).toEqual(undisturbed)
    await nothingIsLeft()
  })

  it('worker, while the model that hears voices runs in it: the job is tried again and ends right', async () => {
    const command = startScore('model-killed')
    const { pid } = await eventually(() =>
      descendantsOf(command.child.pid!).find(
        (p) => /worker\.js/.test(p.commandLine) && hasLoaded(p.pid, 'onnxruntime'),
      ),
    )
    process.kill(pid, 'SIGKILL')
    expect(document(await command.finished)).toEqual(undisturbed)
    await nothingIsLeft()
  })

  it('worker, twice: the job fails with the reason and the next command measures anew', async () => {
    const command = startScore('worker-killed-twice')
    const first = await measuringWorker(command)
    process.kill(first, 'SIGKILL')
    process.kill(await measuringWorker(command, first), 'SIGKILL')
    const result = await command.finished
    expect(result.exitCode).toBe(1)
    expect(JSON.parse(result.stdout)).toMatchObject({
      error: { code: 'worker_crashed', message: expect.stringContaining('SIGKILL') as string },
    })
    await nothingIsLeft()
    expect(await scoreIn('worker-killed-twice')).toEqual(undisturbed)
  })

  it('engine: the command starts another, which takes the job up', async () => {
    const command = startScore('engine-killed')
    await pidOf(command, decoding)
    process.kill(await pidOf(command, /engine\.js/), 'SIGKILL')
    expect(document(await command.finished)).toEqual(undisturbed)
    await nothingIsLeft()
  })

  it('the whole tree: the next command ends right and nothing is left behind', async () => {
    const command = startScore('tree-killed')
    await pidOf(command, decoding)
    for (const { pid } of [...descendantsOf(command.child.pid!), { pid: command.child.pid! }])
      process.kill(pid, 'SIGKILL')
    await command.finished
    await nothingIsLeft()
    expect(await scoreIn('tree-killed')).toEqual(undisturbed)
  })

  it('ffmpeg: the job is tried again and ends right', async () => {
    const command = startScore('ffmpeg-killed')
    process.kill(await pidOf(command, decoding), 'SIGKILL')
    expect(document(await command.finished)).toEqual(undisturbed)
    await nothingIsLeft()
  })

  it('ffmpeg, twice: the draft is reported, not half-measured', async () => {
    const command = startScore('ffmpeg-killed-twice')
    const first = await pidOf(command, decoding)
    process.kill(first, 'SIGKILL')
    process.kill(await pidOf(command, decoding, first), 'SIGKILL')
    const result = await command.finished
    expect(result.exitCode).toBe(1)
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'ffmpeg_failed' } })
    await nothingIsLeft()
    expect(await scoreIn('ffmpeg-killed-twice')).toEqual(undisturbed)
  })

  it('two commands at once on one library both end right, with one decode', async () => {
    const both = [startScore('shared'), startScore('shared')]
    const [first, second] = await Promise.all(both.map((command) => command.finished))
    expect(document(first!)).toEqual(undisturbed)
    expect(document(second!)).toEqual(undisturbed)
  })

  it('the engine of one command: another command that waits for its job takes it over', async () => {
    const first = startScore('taken-over')
    await pidOf(first, decoding)
    const second = startScore('taken-over')
    await pidOf(second, /engine\.js/)
    for (const { pid } of [...descendantsOf(first.child.pid!), { pid: first.child.pid! }])
      process.kill(pid, 'SIGKILL')
    expect(document(await second.finished)).toEqual(undisturbed)
    await nothingIsLeft()
  })

  it('Ctrl-C cancels in good order and leaves no process', async () => {
    const command = startScore('interrupted')
    await pidOf(command, decoding)
    process.kill(command.child.pid!, 'SIGINT')
    const result = await command.finished
    expect(result.exitCode).toBe(130)
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'cancelled' } })
    await nothingIsLeft()
    const doctor = await hookline(['doctor', '--json', '--library', join(folder.path, 'interrupted')])
    expect(doctor.stdout).toContain('"name":"jobs","status":"ok"')
  })
})
