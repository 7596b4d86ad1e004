import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { midiFile, type Score } from '../midi-file.ts'
import type { Piece } from './piece.ts'

const run = promisify(execFile)

/** Where what is composed is kept between runs; made anew when it is deleted. */
const folder = fileURLToPath(new URL('../../../node_modules/.cache/hookline-composed-sound', import.meta.url))
const soundFont = '/usr/share/sounds/sf2/FluidR3_GM.sf2'

/** What of Debian's fluidsynth, fluid-soundfont-gm and espeak-ng is missing here; null when all is there. */
export async function missingProgram(): Promise<string | null> {
  if (!existsSync(soundFont)) return 'fluid-soundfont-gm'
  for (const program of ['fluidsynth', 'espeak-ng']) {
    try {
      await run(program, ['--version'])
    } catch {
      return program
    }
  }
  return null
}

/** One channel at 48 kHz of any file that ffmpeg reads. */
export async function decodedSound(
  path: string,
  ffmpeg: string,
  filters: string[] = [],
): Promise<Float32Array> {
  const { stdout } = await run(
    ffmpeg,
    ['-v', 'error', '-i', path, ...filters, '-ac', '1', '-ar', '48000', '-f', 'f32le', '-'],
    { encoding: 'buffer', maxBuffer: 2 ** 30 },
  )
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length))
}

/** A piece played by fluidsynth, one channel at 48 kHz. */
export function playedPiece(name: string, piece: Piece, ffmpeg: string): Promise<Float32Array> {
  return kept(
    name,
    ffmpeg,
    async (wav) => {
      const midi = `${wav}.mid`
      await writeFile(midi, midiFile(scoreOf(piece)))
      await run('fluidsynth', ['-ni', '-q', '-g', '0.6', '-r', '48000', '-F', wav, soundFont, midi])
      await rm(midi)
    },
    piece.detuneCents === 0 ? [] : ['-af', detune(piece.detuneCents)],
  )
}

/** The piece in seconds, with two of them after its last note. */
function scoreOf({ notes, programs, bpm }: Piece): Score {
  const beatS = 60 / bpm
  const sounding = notes.map(({ startBeat, beats, ...note }) => ({
    ...note,
    timeS: startBeat * beatS,
    durationS: beats * beatS,
  }))
  const endS = Math.max(...sounding.map(({ timeS, durationS }) => timeS + durationS))
  return { notes: sounding, programs, durationS: endS + 2 }
}

/** A sentence spoken by espeak-ng, one channel at 48 kHz. */
export function spokenText(
  name: string,
  text: string,
  { voice, wordsPerMinute, pitch }: { voice: string; wordsPerMinute: number; pitch: number },
  ffmpeg: string,
): Promise<Float32Array> {
  return kept(name, ffmpeg, async (wav) => {
    await run('espeak-ng', ['-v', voice, '-s', String(wordsPerMinute), '-p', String(pitch), '-w', wav, text])
  })
}

function detune(cents: number): string {
  return `asetrate=${Math.round(48_000 * 2 ** (cents / 1200))},aresample=48000`
}

async function kept(
  name: string,
  ffmpeg: string,
  make: (wav: string) => Promise<void>,
  filters: string[] = [],
): Promise<Float32Array> {
  const path = join(folder, `${name}.f32`)
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true })
    const work = await mkdtemp(join(tmpdir(), 'hookline-composed-'))
    try {
      const wav = join(work, 'sound.wav')
      await make(wav)
      const sound = await decodedSound(wav, ffmpeg, filters)
      await writeFile(path, new Uint8Array(sound.buffer))
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  }
  const bytes = await readFile(path)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}
