import { readdirSync, readFileSync } from 'node:fs'
import { sharedMaterial } from '../../shared-material.ts'
import type { Source } from './labelled-track.ts'
import { drawnNoise, noiseKinds } from './noises.ts'
import { composePiece, styles } from './piece.ts'
import { decodedSound, playedPiece, spokenText } from './programs.ts'

const rateHz = 48_000
const groups = 5

/** A source and the group that it is held out with; groups of one recording stay together. */
export interface GroupedSource extends Source {
  group: number
}

/** Texts for espeak-ng, each with the voices' languages. */
const sentences: readonly (readonly [string, string])[] = [
  [
    'en-gb',
    'Here is the one thing that nobody tells you about making coffee at home. Grind it fresh, and wait thirty seconds.',
  ],
  [
    'en-us',
    'Stop scrolling! In the next minute I will show you how to save two hours of editing every single week.',
  ],
  [
    'de',
    'Heute zeige ich euch, wie man in fünf Minuten ein gutes Brot backt. Ihr braucht nur Mehl, Wasser und etwas Geduld.',
  ],
  [
    'fr',
    'Bonjour à tous, aujourd’hui nous allons visiter un petit marché au bord de la mer, et goûter du fromage.',
  ],
  [
    'es',
    'Tres errores que todos cometemos al correr por la mañana, y cómo evitarlos sin gastar un solo euro.',
  ],
  ['it', 'Questo è il modo più semplice per preparare una pasta al pomodoro, come la faceva mia nonna.'],
  ['pl', 'Cześć, dzisiaj porozmawiamy o tym, jak zaplanować podróż i niczego nie zapomnieć.'],
  ['hi', 'नमस्ते दोस्तों, आज हम एक आसान और स्वादिष्ट नाश्ता बनाएंगे।'],
]
const variants = ['', '+f2', '+m3', '+f4', '+croak']

/** Every source of the tracks that the model of sound learns from. */
export async function soundSources(ffmpeg: string): Promise<GroupedSource[]> {
  return [
    ...(await sharedSources(ffmpeg)),
    ...(await spokenSources(ffmpeg)),
    ...(await playedSources(ffmpeg)),
    ...noiseKinds.flatMap((kind, k) =>
      Array.from({ length: groups }, (_, group) => ({
        name: `${kind}-${group}`,
        kind: 'noise' as const,
        group,
        real: false,
        samples: drawnNoise(kind, 10, 100 * k + group),
      })),
    ),
  ]
}

async function sharedSources(ffmpeg: string): Promise<GroupedSource[]> {
  const sources: GroupedSource[] = []
  const add = async (
    path: string,
    kind: Source['kind'],
    group: number,
    fromS = 0,
    toS = Infinity,
  ): Promise<void> => {
    const samples = await decodedSound(shared(path), ffmpeg)
    sources.push({
      name: path,
      kind,
      group,
      real: true,
      samples: samples.slice(fromS * rateHz, Math.min(samples.length, toS * rateHz)),
    })
  }
  const clips = readdirSync(shared('media/speech/one_second')).toSorted()
  for (const [i, clip] of clips.entries()) {
    const kind = clip.startsWith('speech') ? 'speech' : clip.startsWith('music') ? 'music' : null
    if (kind) await add(`media/speech/one_second/${clip}`, kind, i % groups)
  }
  await add('media/speech/count.wav', 'speech', 0)
  await add('media/speech/musanmix.mp3', 'music', 1, 0, 22)
  await add('media/speech/musanmix.mp3', 'noise', 1, 29.5, 52)
  await add('media/speech/musanmix.mp3', 'speech', 1, 63.6, 74)
  await add('media/speech/diarizationExample.wav', 'speech', 2)
  await add('media/drafts/example.mp4', 'speech', 3, 0.5, 18)
  await add('media/drafts/nasa_13013.mp4', 'speech', 4, 0.8, 12)
  await add('media/drafts/chaplin.mp4', 'music', 4)
  const pieces = readdirSync(shared('media/beats'))
    .filter((name) => name.endsWith('.ogg'))
    .toSorted()
  for (const [i, piece] of pieces.entries()) await add(`media/beats/${piece}`, 'music', i % groups)
  for (const [i, name] of [
    'goin_under.ogg',
    'title_loop_140.ogg',
    'sample.wav',
    'snare-accelerate.ogg',
  ].entries()) {
    await add(`media/beats/real/${name}`, 'music', i % groups, 1, 21)
  }
  return sources
}

async function spokenSources(ffmpeg: string): Promise<GroupedSource[]> {
  const sources: GroupedSource[] = []
  for (const [i, [language, text]] of sentences.entries()) {
    for (const [v, variant] of variants.entries()) {
      const spoken = {
        voice: language + variant,
        wordsPerMinute: 130 + 20 * ((i + v) % 4),
        pitch: 30 + 10 * ((2 * i + v) % 5),
      }
      const samples = await spokenText(`spoken-${i}-${v}`, text, spoken, ffmpeg)
      sources.push({ name: `espeak ${spoken.voice}`, kind: 'speech', group: v, real: false, samples })
    }
  }
  return sources
}

async function playedSources(ffmpeg: string): Promise<GroupedSource[]> {
  const sources: GroupedSource[] = []
  for (let seed = 0; seed < 8 * styles.length; seed++) {
    const style = styles[seed % styles.length]!
    const samples = await playedPiece(`piece-${seed}`, composePiece(seed, 8, style), ffmpeg)
    sources.push({
      name: `piece ${seed} (${style})`,
      kind: 'music',
      group: seed % groups,
      real: false,
      samples,
    })
  }
  return sources
}

function shared(name: string): string {
  const path = sharedMaterial(name)
  if (path === null) throw new Error(`${name} is not in ../shared`)
  return path
}

/** Labels of a shared recording: from, to, what. */
export function labelsOf(name: string): (readonly [number, number, string])[] {
  return readFileSync(shared(`media/speech/${name}`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((cells) => cells[0] !== 'labels')
    .map((cells) =>
      name.endsWith('.csv')
        ? ([Number(cells[1]), Number(cells[2]), cells[0]!] as const)
        : ([Number(cells[0]), Number(cells[1]), cells[2]!] as const),
    )
}
