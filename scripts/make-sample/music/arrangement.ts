import { beatsPerBar, tempoBpm } from '../frame-format.ts'
import {
  bass,
  clap,
  electricPiano,
  hat,
  kick,
  play,
  pluck,
  riser,
  sampleRateHz,
  silence,
  type Stereo,
} from './instruments.ts'

const beatS = 60 / tempoBpm
const barS = beatS * beatsPerBar

/** One chord a bar: A minor 7, F major 7, C major, G; bass note and voicing as MIDI numbers. */
const chords = [
  { root: 33, voicing: [57, 60, 64, 67] },
  { root: 29, voicing: [57, 60, 64, 65] },
  { root: 36, voicing: [55, 60, 64, 67] },
  { root: 31, voicing: [55, 59, 62, 67] },
]
/** Semiquaver of the bar and MIDI number; the second half answers the first. */
const tune = [
  [
    [0, 76],
    [3, 79],
    [6, 81],
    [10, 79],
    [12, 76],
  ],
  [
    [0, 72],
    [3, 76],
    [6, 79],
    [10, 76],
    [14, 74],
  ],
] as const

/** The music of the draft: `bars` bars from time 0, every beat carried by the kick drum. Not yet at its final level. */
export function arrange(bars: number): Stereo {
  const samples = Math.round(bars * barS * sampleRateHz)
  const drums = silence(samples)
  const bed = silence(samples)
  const lead = silence(samples)
  for (let bar = 0; bar < bars; bar++) {
    const startS = bar * barS
    const last = bar === bars - 1
    playDrums(drums, startS, bar, last)
    playBed(bed, startS, bar)
    if (bar >= 1) playTune(lead, startS, bar)
  }
  play(lead, riser(91, beatS * 2), (bars - 1) * barS - beatS * 1.5, beatS * 1.5, 0.4)
  addEcho(lead, beatS * 0.75, 0.35)
  duckUnderKick(bed, bars)
  return sum([drums, bed, lead])
}

function playDrums(mix: Stereo, startS: number, bar: number, last: boolean): void {
  for (let beat = 0; beat < beatsPerBar; beat++) {
    const atS = startS + beat * beatS
    play(mix, kick(), atS, 0.45, beat === 0 ? 0.75 : 0.62)
    if (bar >= 1 && beat % 2 === 1) play(mix, clap(40 + bar * 4 + beat), atS, 0.3, 0.85, 0.08)
    for (let quarter = 0; quarter < 4; quarter++) {
      const open = quarter === 2
      const level = open ? 0.38 : quarter === 0 ? 0.28 : 0.15
      if (bar < 2 && quarter % 2 === 1) continue
      play(
        mix,
        hat(bar * 64 + beat * 16 + quarter, open ? 18 : 90),
        atS + (quarter * beatS) / 4,
        0.22,
        level,
        0.25,
      )
    }
  }
  if (bar === 0 || bar === 4 || last) play(mix, hat(700 + bar, 2.4), startS, 1.6, 0.3, -0.2)
}

function playBed(mix: Stereo, startS: number, bar: number): void {
  const { root, voicing } = chords[bar % chords.length]!
  voicing.forEach((note, index) => {
    const pan = (index - 1.5) * 0.35
    play(mix, electricPiano(note, barS * 0.72), startS, barS * 0.72, 0.25, pan)
    play(mix, electricPiano(note, beatS), startS + beatS * 2.5, beatS, 0.2, -pan)
  })
  for (const [beat, lengthBeats, octave] of [
    [0, 1, 0],
    [1.5, 0.5, 0],
    [2, 0.75, 0],
    [3, 0.5, 12],
    [3.5, 0.5, 0],
  ] as const) {
    const lengthS = lengthBeats * beatS
    play(mix, bass(root + octave, lengthS), startS + beat * beatS, lengthS, beat === 0 ? 0.24 : 0.19)
  }
}

function playTune(mix: Stereo, startS: number, bar: number): void {
  for (const [quarter, note] of tune[bar % 2]!) {
    play(mix, pluck(note), startS + (quarter * beatS) / 4, 0.6, 0.25, quarter % 4 === 0 ? 0.2 : -0.3)
  }
}

/** A ping-pong echo: each repeat changes sides. */
function addEcho(mix: Stereo, delayS: number, feedback: number): void {
  const delay = Math.round(delayS * sampleRateHz)
  for (let sample = delay; sample < mix.left.length; sample++) {
    const [left, right] = [mix.left[sample - delay]!, mix.right[sample - delay]!]
    mix.left[sample] = mix.left[sample]! + right * feedback
    mix.right[sample] = mix.right[sample]! + left * feedback
  }
}

/** The bed makes room for each kick and swells back, the pumping of dance music. */
function duckUnderKick(mix: Stereo, bars: number): void {
  const beatSamples = beatS * sampleRateHz
  for (let sample = 0; sample < bars * beatsPerBar * beatSamples; sample++) {
    const sinceKick = (sample % beatSamples) / beatSamples
    const gain = 0.45 + 0.55 * Math.min(1, sinceKick / 0.4)
    mix.left[sample] = mix.left[sample]! * gain
    mix.right[sample] = mix.right[sample]! * gain
  }
}

function sum(parts: readonly Stereo[]): Stereo {
  const mix = silence(parts[0]!.left.length)
  for (const part of parts) {
    for (let sample = 0; sample < mix.left.length; sample++) {
      mix.left[sample] = mix.left[sample]! + part.left[sample]!
      mix.right[sample] = mix.right[sample]! + part.right[sample]!
    }
  }
  return mix
}
