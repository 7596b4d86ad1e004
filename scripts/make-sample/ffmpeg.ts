import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** Runs ffmpeg, writes `input` to its standard input and gives what it said; throws with that where it failed. */
export async function runFfmpeg(
  ffmpegPath: string,
  args: readonly string[],
  input: AsyncIterable<Buffer> | Iterable<Buffer> = [],
): Promise<string> {
  const child = spawn(ffmpegPath, ['-hide_banner', '-y', ...args], { stdio: ['pipe', 'ignore', 'pipe'] })
  const closed = once(child, 'close') as Promise<[number | null]>
  const [said, written] = await Promise.all([
    text(child.stderr),
    // Where ffmpeg gives up early this breaks; why it did is in what it said.
    pipeline(Readable.from(input), child.stdin).catch((error: unknown) => error),
  ])
  const [exitCode] = await closed
  if (exitCode !== 0 || written) {
    throw new Error(`ffmpeg failed (${exitCode ?? 'killed'}): ${said}`, { cause: written })
  }
  return said
}

/** Integrated loudness and true peak by ffmpeg's ebur128 filter. */
export async function measureLoudness(
  ffmpegPath: string,
  inputArgs: readonly string[],
  input: Iterable<Buffer> = [],
): Promise<{ integratedLufs: number; truePeakDbtp: number }> {
  const said = await runFfmpeg(
    ffmpegPath,
    [...inputArgs, '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
    input,
  )
  const summary = said.slice(said.lastIndexOf('Summary:'))
  return { integratedLufs: numberAfter('I:', summary), truePeakDbtp: numberAfter('Peak:', summary) }
}

function numberAfter(label: string, summary: string): number {
  const found = new RegExp(`${label}\\s+(-?[\\d.]+)`).exec(summary)?.[1]
  if (found === undefined) throw new Error(`ffmpeg gave no ${label} in: ${summary}`)
  return Number(found)
}
