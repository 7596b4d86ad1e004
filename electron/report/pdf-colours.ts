import type { GradeBand } from './grade-band.ts'

/** Of the report on paper. */
export const colours = {
  text: '#16181c',
  quiet: '#555b66',
  line: '#cfd2d7',
  hook: '#e3ebfa',
  shot: '#8f93e0',
  oddShot: '#5b5fc7',
  motion: '#0f7c86',
  loudness: '#a2387a',
} as const

export const bandColours: Readonly<Record<GradeBand, string>> = {
  good: '#18794e',
  fair: '#8a5a00',
  poor: '#c0322b',
}
