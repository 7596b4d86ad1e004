import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { midiFile } from '../midi-file.ts'
import type { Piece } from './piece.ts'

/** Soundfonts of Debian's packages fluid-soundfont-gm, timgm6mb-soundfont, opl3-soundfont. */
export const soundfonts = [
  '/usr/share/sounds/sf2/FluidR3_GM.sf2',
  '/usr/share/sounds/sf2/TimGM6mb.sf2',
  '/usr/share/sounds/sf2/OPL-3_FM_128M.sf2',
] as const

/** Why pieces can't be rendered on this machine, or null where they can. */
export function whyNoRendering(soundfont: string = soundfonts[0]): string | null {
  if (spawnSync('fluidsynth', ['--version']).error) return 'FluidSynth (Debian: fluidsynth) is not installed'
  return existsSync(soundfont) ? null : `${soundfont} (Debian: fluid-soundfont-gm) is not installed`
}

/** The piece as stereo sound at 48 kHz, interleaved, cut at its end. */
export function renderPiece(piece: Piece, soundfont: string = soundfonts[0]): Float32Array {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-piece-'))
  try {
    const midi = join(folder, 'piece.mid')
    const raw = join(folder, 'piece.raw')
    writeFileSync(midi, midiFile(piece))
    const reverb = piece.seed % 3 === 0 ? '0' : '1'
    const options = [
      '-ni',
      '-q',
      '-r',
      '48000',
      '-O',
      's16',
      '-E',
      'little',
      '-T',
      'raw',
      '-R',
      reverb,
      '-C',
      '0',
      '-g',
      '0.6',
    ]
    execFileSync('fluidsynth', [...options, '-F', raw, soundfont, midi], {
      stdio: ['ignore', 'ignore', 'ignore'],
      timeout: 60_000,
    })
    const bytes = readFileSync(raw)
    const count = Math.min(bytes.length >> 1, 2 * Math.round(piece.durationS * 48_000))
    const samples = new Float32Array(count)
    for (let i = 0; i < count; i++) samples[i] = bytes.readInt16LE(2 * i) / 32_768
    return samples
  } finally {
    rmSync(folder, { recursive: true })
  }
}
