import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg, type FfmpegPrograms } from '../../electron/media/locate.ts'
import { measureLoudness } from '../../scripts/make-sample/ffmpeg.ts'
import { safeZonePx } from '../../scripts/make-sample/frame-format.ts'
import { storyboard } from '../../scripts/make-sample/storyboard.ts'
import { truthOf, type SampleTruth } from '../../scripts/make-sample/truth.ts'
import { detailsSchema } from '../../shared/contract/score.ts'

// The sample is judged by ffprobe, by ffmpeg and by plain arithmetic on its frames; none of the project's detectors.
const folder = fileURLToPath(new URL('../../resources/sample/', import.meta.url))
const video = `${folder}sample.mp4`
const truth = JSON.parse(readFileSync(`${folder}sample.json`, 'utf8')) as SampleTruth
const { width: thumbWidth, height: thumbHeight } = { width: 54, height: 96 }

let programs: FfmpegPrograms
beforeAll(async () => {
  programs = await locateFfmpeg()
})

describe('the sample file', () => {
  it('has the size, rate, frames and duration that its truth states, by ffprobe', () => {
    const probed = JSON.parse(
      execFileSync(
        programs.ffprobePath,
        ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', video],
        { encoding: 'utf8' },
      ),
    ) as { streams: Record<string, string | number>[]; format: { duration: string } }
    const [picture, sound] = probed.streams
    expect(picture).toMatchObject({
      codec_name: 'h264',
      pix_fmt: 'yuv420p',
      width: truth.width,
      height: truth.height,
      avg_frame_rate: `${truth.fps}/1`,
      nb_read_frames: String(truth.frames),
    })
    expect(sound).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 })
    expect(Number(picture?.duration)).toBeCloseTo(truth.durationS, 3)
    expect(Number(probed.format.duration)).toBeCloseTo(truth.durationS, 1)
  })

  it('is small enough to ship', () => {
    expect(statSync(video).size).toBeLessThan(2.5e6)
  })

  it('is as loud as stated, and its true peak stays under the limit, by ebur128', async () => {
    const measured = await measureLoudness(programs.ffmpegPath, ['-i', video])
    expect(Math.abs(measured.integratedLufs - truth.loudness.integratedLufs)).toBeLessThan(1)
    expect(measured.truePeakDbtp).toBeLessThanOrEqual(truth.loudness.truePeakAtMostDbtp)
  })

  it('has details that the contract accepts', () => {
    const details: unknown = JSON.parse(readFileSync(`${video}.hookline.json`, 'utf8'))
    expect(detailsSchema.strict().parse(details).hashtags).not.toHaveLength(0)
  })
})

describe('the truth about the sample', () => {
  it('is what the storyboard that was painted says', () => {
    expect(truth).toEqual(JSON.parse(JSON.stringify(truthOf(storyboard))))
  })

  it('has its beats on the tempo and a downbeat every fourth', () => {
    truth.beats.forEach((beatS, index) => expect(beatS).toBeCloseTo((index * 60) / truth.tempoBpm, 4))
    expect(truth.beats).toHaveLength((truth.durationS * truth.tempoBpm) / 60)
    expect(truth.downbeats).toEqual(truth.beats.filter((_, index) => index % 4 === 0))
  })

  it('has cuts inside the draft, on beats but for the one it names', () => {
    const late = truth.cutsOffTheBeat.map(({ frame }) => frame)
    for (const frame of truth.cuts) {
      expect(frame).toBeGreaterThan(0)
      expect(frame).toBeLessThan(truth.frames)
      expect(truth.beats.includes(frame / truth.fps)).toBe(!late.includes(frame))
    }
    expect(truth.cutsOffTheBeat).toEqual([{ frame: 228, beatS: 7.5, offsetMs: 100 }])
  })

  it('keeps all text inside the frame and off what platforms cover', () => {
    for (const { text, box, startFrame, endFrame } of truth.text) {
      const [x, y, width, height] = box as [number, number, number, number]
      expect(x, text).toBeGreaterThan(0)
      expect(y * truth.height, text).toBeGreaterThan(safeZonePx.top)
      expect((x + width) * truth.width, text).toBeLessThan(truth.width - safeZonePx.right)
      expect((y + height) * truth.height, text).toBeLessThan(truth.height - safeZonePx.bottom)
      expect(startFrame, text).toBeLessThan(endFrame)
      expect(endFrame, text).toBeLessThanOrEqual(truth.frames)
    }
  })

  it('ends with a written call to action', () => {
    expect(truth.callToAction.map(({ text }) => text).join(' ')).toBe('Follow for PART TWO + Follow')
    for (const { startFrame, endFrame } of truth.callToAction) {
      expect(startFrame).toBeGreaterThan(truth.frames * 0.8)
      expect(endFrame).toBe(truth.frames)
    }
  })
})

describe('what the sample shows', () => {
  let frames: Buffer[]
  /** Mean difference in luma from the frame before, 0 to 255; 0 for the first. */
  let change: number[]

  beforeAll(() => {
    frames = lumaFrames(thumbWidth, thumbHeight)
    change = frames.map((frame, index) => (index === 0 ? 0 : difference(frame, frames[index - 1]!)))
  })

  it('changes far more at each stated cut than at the frames around it', () => {
    for (const cut of truth.cuts) {
      const around = [...change.slice(cut - 8, cut), ...change.slice(cut + 1, cut + 9)]
      expect(change[cut], `cut at ${cut}`).toBeGreaterThan(4 * Math.max(...around))
    }
  })

  it('changes nowhere else as at a cut', () => {
    const most = [...change.keys()].sort((a, b) => change[b]! - change[a]!).slice(0, truth.cuts.length)
    expect(most.sort((a, b) => a - b)).toEqual(truth.cuts)
  })

  it('passes gradually from one shot to the next in the dissolve, the new one outweighing from its frame on', () => {
    expect(truth.dissolves).toHaveLength(1)
    const { startFrame, endFrame, frame } = truth.dissolves[0]!
    const [before, after] = [frames[startFrame - 1]!, frames[endFrame]!]
    const isNewer = (index: number): boolean =>
      difference(frames[index]!, after) < difference(frames[index]!, before)
    for (let index = startFrame; index < endFrame; index++) {
      // Both shots move while they mix, so the frames next to the middle may fall on either side.
      if (Math.abs(index - frame) > 2) expect(isNewer(index), `frame ${index}`).toBe(index >= frame)
    }
  })

  it('holds still at the opening and moves afterwards', () => {
    const { endFrame } = truth.stillOpening
    expect(Math.max(...change.slice(0, endFrame))).toBeLessThan(0.2)
    expect(Math.min(...change.slice(endFrame + 1, endFrame + 8))).toBeGreaterThan(0.2)
  })

  it('has ink of strong contrast in every text box while the text is there', () => {
    const [width, height] = [270, 480]
    const large = lumaFrames(width, height)
    for (const { text, box, startFrame, endFrame } of truth.text) {
      const luma = lumaIn(large[Math.floor((startFrame + endFrame) / 2)]!, width, height, box)
      expect(Math.max(...luma) - Math.min(...luma), text).toBeGreaterThan(70)
    }
  })
})

describe('what the sample sounds like', () => {
  it('has a kick drum on every beat', () => {
    const rateHz = 4000
    const pcm = execFileSync(
      programs.ffmpegPath,
      [
        ...['-v', 'error', '-i', video, '-af', 'lowpass=f=150', '-ac', '1', '-ar', String(rateHz)],
        ...['-f', 'f32le', '-'],
      ],
      { maxBuffer: 1e8 },
    )
    const sound = new Float32Array(new Uint8Array(pcm).buffer)
    const energy = (fromS: number, toS: number): number =>
      sound.slice(Math.max(0, fromS * rateHz), toS * rateHz).reduce((sum, value) => sum + value * value, 1e-3)
    for (const beatS of truth.beats) {
      expect(energy(beatS, beatS + 0.08), `beat at ${beatS} s`).toBeGreaterThan(
        3 * energy(beatS - 0.08, beatS),
      )
    }
  })
})

function lumaFrames(width: number, height: number): Buffer[] {
  const bytes = execFileSync(
    programs.ffmpegPath,
    [
      ...['-v', 'error', '-i', video, '-vf', `scale=${width}:${height}:flags=area`],
      ...['-f', 'rawvideo', '-pix_fmt', 'gray', '-'],
    ],
    { maxBuffer: 1e8 },
  )
  const size = width * height
  return Array.from({ length: bytes.length / size }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

function difference(one: Buffer, other: Buffer): number {
  let sum = 0
  for (let index = 0; index < one.length; index++) sum += Math.abs(one[index]! - other[index]!)
  return sum / one.length
}

function lumaIn(frame: Buffer, frameWidth: number, frameHeight: number, box: readonly number[]): number[] {
  const [x, y, width, height] = box as [number, number, number, number]
  const luma: number[] = []
  for (let row = Math.floor(y * frameHeight); row < (y + height) * frameHeight; row++) {
    const start = row * frameWidth
    luma.push(
      ...frame.subarray(start + Math.floor(x * frameWidth), start + Math.ceil((x + width) * frameWidth)),
    )
  }
  return luma
}
