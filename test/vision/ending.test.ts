import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { blackSpans } from '../../electron/vision/black.ts'
import { endCardOf, type EndCard } from '../../electron/vision/end-card.ts'
import { largestFreePlace } from '../../electron/vision/free-room.ts'
import { loopSoundOf } from '../../electron/sound/loop-sound.ts'
import { loopPictureOf } from '../../electron/vision/loop-picture.ts'
import { blocksOf } from '../../electron/vision/text-blocks.ts'
import { linesOf } from '../../electron/vision/text-lines.ts'
import { textSightings } from '../../electron/vision/text-sightings.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { measuredFile } from './measured-file.ts'
import { measuredFrames } from './measured-frames.ts'
import { overlayFonts } from './text-overlays.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-ending-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Joins what ffmpeg makes of the given inputs, each a picture of the same size. */
function joined(name: string, inputs: readonly (readonly string[])[], graph: string): string {
  const path = join(folder, `${name}.mp4`)
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', ...inputs.flat(), '-filter_complex', graph, '-map', '[out]', '-an'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '22', '-pix_fmt', 'yuv420p', path],
  ])
  return path
}

const footage = (file: string, fromS: number, lastsS: number): string[] => [
  ...['-ss', String(fromS), '-t', String(lastsS), '-i', sharedMaterial(file)!],
]
const plate = (colour: string, lastsS: number): string[] => [
  ...['-f', 'lavfi', '-t', String(lastsS), '-i', `color=${colour}:s=360x640:r=30`],
]
const upright =
  'scale=360:640:force_original_aspect_ratio=increase,crop=360:640,setsar=1,fps=30,format=yuv420p'
const words = (text: string, y: number): string =>
  `drawtext=fontfile='${overlayFonts()[0]!.path}':text='${text}':fontsize=36:fontcolor=white:x=(w-tw)/2:y=${y}`

async function cardOf(path: string, read = false): Promise<EndCard | null> {
  const frames = await measuredFrames(path)
  const texts = read
    ? blocksOf(linesOf(await measuredFile(path, textSightings), [])).map((block) => ({
        ...block,
        kind: 'title' as const,
      }))
    : []
  return endCardOf(frames, blackSpans(frames), texts)
}

describeWithShared('the card at the end of real footage', () => {
  const clip = footage('media/cuts/issue-195-aspect-ratio.mp4', 1, 4)
  const cut = (card: string): string => `[0]${upright}[a];[1]${upright}${card}[b];[a][b]concat=n=2[out]`

  // Judged wrongly, an editor would be told to shorten a card that is none, or be asked for one that is there.
  it('is found with its times, what it says, and the room that is left', async () => {
    const path = joined(
      'card',
      [clip, plate('0x1a2038', 3)],
      cut(`,${words('Follow for more', 120)},${words('new videos weekly', 180)}`),
    )
    const card = await cardOf(path, true)
    expect(card!.startS).toBeCloseTo(4, 1)
    expect(card!.endS).toBeCloseTo(7, 1)
    expect(card!.text.toLowerCase()).toContain('follow for more')
    expect(card!.text.toLowerCase()).toContain('new videos weekly')
    const [, top, width, height] = card!.room!
    expect(top).toBeGreaterThan(0.3)
    expect(width).toBeGreaterThan(0.9)
    expect((width * 360) / (height * 640)).toBeCloseTo(16 / 9, 0)
  }, 30_000)

  it.each<[string, string, string[]?]>([
    [
      'dissolved in, faded out to black',
      `[0]${upright}[a];[1]${upright},${words('Thanks', 300)}[b];[a][b]xfade=transition=fade:duration=0.5:offset=3.5,fade=t=out:st=6:d=0.5[out]`,
    ],
    [
      'with a bell that rings in the corner',
      `[0]${upright}[a];[1]${upright},${words('Thanks', 300)},drawbox=x=30:y=30:w=25:h=25:c=yellow:t=fill:enable='gt(mod(t,0.4),0.2)'[b];[a][b]concat=n=2[out]`,
    ],
    [
      'on a gradient',
      `[0]${upright}[a];[1]${upright},${words('Thanks', 300)}[b];[a][b]concat=n=2[out]`,
      [
        '-f',
        'lavfi',
        '-t',
        '3',
        '-i',
        'gradients=s=360x640:r=30:c0=0x102050:c1=0x5080c0:x0=0:y0=0:x1=0:y1=639:speed=0.00001',
      ],
    ],
  ])(
    'is found %s',
    async (name, graph, ground = plate('0x402030', 3)) => {
      const card = await cardOf(joined(name.replace(/\W/g, '-'), [clip, ground], graph))
      expect(card).not.toBeNull()
      expect(card!.startS).toBeGreaterThan(3.4)
      expect(card!.startS).toBeLessThan(4.2)
    },
    30_000,
  )

  it('is none where footage goes on, where its last picture is held, or where a plate says nothing', async () => {
    const held = joined('held', [clip], `[0]${upright},tpad=stop_mode=clone:stop_duration=3[out]`)
    expect(await cardOf(held)).toBeNull()
    const blank = joined('blank', [clip, plate('0x305080', 3)], cut(''))
    expect(await cardOf(blank)).toBeNull()
    for (const draft of [
      'drafts/cat-spin.mp4',
      'drafts/chaplin.mp4',
      'faces/short_hamilton_clip.mp4',
      'drafts/nasa_13013.mp4',
    ]) {
      expect(await cardOf(sharedMaterial(`media/${draft}`)!), draft).toBeNull()
    }
  }, 40_000)

  it('is none where the draft is one card throughout', async () => {
    const path = joined('throughout', [plate('0x1a2038', 4)], `[0]${words('Follow for more', 300)}[out]`)
    expect(await cardOf(path)).toBeNull()
  })
})

describeWithShared('where the picture of the end meets that of the beginning', () => {
  it('is told from where it is another scene', async () => {
    const clip = footage('media/cuts/issue-195-aspect-ratio.mp4', 1, 1.2)
    const graph = `[0]${upright},split[a][b];[b]reverse[c];[a][c]concat=n=2[out]`
    const boomerang = loopPictureOf(await measuredFrames(joined('boomerang', [clip], graph)), [])
    const through = loopPictureOf(
      await measuredFrames(sharedMaterial('media/cuts/issue-195-aspect-ratio.mp4')!),
      [],
    )
    expect(boomerang!.difference).toBeLessThan(0.02)
    expect(through!.difference).toBeGreaterThan(0.2)
  }, 20_000)
})

describe('where the sound of the end meets that of the beginning', () => {
  const clock = { originS: 0, durationS: 8 }
  const level = (at: (timeS: number) => number): Float32Array =>
    Float32Array.from({ length: 400 }, (_, i) => at(i / 50))
  const beats = (lastS: number): { timeS: number; downbeat: boolean }[] =>
    Array.from({ length: Math.floor(lastS / 0.5) + 1 }, (_, i) => ({ timeS: 0.5 * i, downbeat: i % 4 === 0 }))
  const tempo = { bpm: 120, confidence: 1, alternative: { bpm: 60, confidence: 0 } }

  it('is the step from the last half second to the first', () => {
    const faded = loopSoundOf(
      { clock, levels: level((timeS) => (timeS < 7 ? -12 : -42)) },
      { beats: [], tempo: null },
    )
    expect(faded!.stepDb).toBeCloseTo(30, 3)
    expect(faded!.beatOff).toBeNull()
    const silent = loopSoundOf({ clock, levels: level(() => -200) }, { beats: [], tempo: null })
    expect(silent!.stepDb).toBe(0)
  })

  it('is the part of a beat that is missing', () => {
    const levels = level(() => -12)
    expect(loopSoundOf({ clock, levels }, { beats: beats(7.5), tempo })!.beatOff).toBeCloseTo(0, 6)
    const cutShort = { ...clock, durationS: 7.75 }
    expect(loopSoundOf({ clock: cutShort, levels }, { beats: beats(7.5), tempo })!.beatOff).toBeCloseTo(
      0.5,
      6,
    )
    // Music that ended long before says nothing about the beat.
    expect(loopSoundOf({ clock, levels }, { beats: beats(5), tempo })!.beatOff).toBeNull()
  })
})

describe('the largest free place', () => {
  it('is the one that fits the shape, beside what stands there', () => {
    const free = new Uint8Array(16 * 9).fill(1)
    for (let row = 0; row < 9; row++) free[row * 16] = 0
    const [x, , width, height] = largestFreePlace({ columns: 16, rows: 9, free }, 1)!
    expect(x).toBeGreaterThan(0)
    expect(width).toBeCloseTo(15 / 16, 6)
    expect(height).toBeGreaterThan(0.85)
    expect(largestFreePlace({ columns: 4, rows: 4, free: new Uint8Array(16) }, 1)).toBeNull()
  })
})
