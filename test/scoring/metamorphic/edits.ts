/** What is done to a real draft before it is scored again. */

export interface DraftShape {
  /** From the first picture to the end of the last. */
  durationS: number
  /** When the first picture is shown, on the file's own clock. */
  startS: number
  width: number
  height: number
  /** Frames a second, as ffmpeg writes it, such as 30000/1001. */
  frameRate: string
  hasSound: boolean
}

/** Arguments of ffmpeg between the input and the output; null where the edit can't be made on this draft. */
export interface Edit {
  readonly name: string
  readonly extension: 'mp4' | 'mkv'
  arguments(shape: DraftShape): string[] | null
}

const slowedS = 3
const leadS = 2
const cutOffS = 2.5

/** Frames keep their times: none is made up where the sound begins before the picture. */
const sameFrames = ['-fps_mode', 'passthrough']
const nearLossless = [
  ...sameFrames,
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-crf',
  '14',
  '-pix_fmt',
  'yuv420p',
]
const goodSound = ['-c:a', 'aac', '-b:a', '192k']
const one = (shape: DraftShape): string[] => ['-map', '0:v:0', ...(shape.hasSound ? ['-map', '0:a:0'] : [])]

/** Edits that harm one part of the draft. */
export const harms = {
  blur: {
    name: 'blur',
    extension: 'mkv',
    arguments: (shape) => {
      const sigma = (6 * Math.min(shape.width, shape.height)) / 720
      return [...one(shape), '-vf', `gblur=sigma=${sigma.toFixed(2)}`, ...nearLossless, '-c:a', 'copy']
    },
  },
  mute: {
    name: 'mute',
    extension: 'mkv',
    arguments: (shape) => (shape.hasSound ? ['-map', '0:v:0', '-c:v', 'copy', '-an'] : null),
  },
  quiet: {
    name: 'quiet',
    extension: 'mkv',
    arguments: (shape) =>
      shape.hasSound ? [...one(shape), '-c:v', 'copy', '-af', 'volume=-15dB', ...goodSound] : null,
  },
  blackLead: {
    name: 'blackLead',
    extension: 'mp4',
    arguments: (shape) => [
      ...one(shape),
      '-vf',
      `tpad=start_duration=${leadS}:start_mode=add:color=black`,
      ...(shape.hasSound ? ['-af', `adelay=${leadS * 1000}:all=1`] : []),
      ...nearLossless,
      ...goodSound,
    ],
  },
  cutOff: {
    name: 'cutOff',
    extension: 'mp4',
    arguments: (shape) => [
      ...one(shape),
      '-t',
      (shape.startS + shape.durationS - cutOffS).toFixed(3),
      ...nearLossless,
      ...goodSound,
    ],
  },
  slowOpening: {
    name: 'slowOpening',
    extension: 'mp4',
    arguments: (shape) => {
      const picture =
        `[0:v:0]split[v0][v1];[v0]trim=0:${slowedS + shape.startS},setpts=2*(PTS-STARTPTS),fps=${shape.frameRate}[slow];` +
        `[v1]trim=${slowedS + shape.startS},setpts=PTS-STARTPTS,fps=${shape.frameRate}[rest]`
      if (!shape.hasSound) {
        return ['-filter_complex', `${picture};[slow][rest]concat=n=2:v=1[v]`, '-map', '[v]', ...nearLossless]
      }
      const sound =
        `[0:a:0]asplit[a0][a1];[a0]atrim=${shape.startS}:${slowedS + shape.startS},asetpts=PTS-STARTPTS,atempo=0.5[slowA];` +
        `[a1]atrim=${slowedS + shape.startS},asetpts=PTS-STARTPTS[restA]`
      return [
        '-filter_complex',
        `${picture};${sound};[slow][slowA][rest][restA]concat=n=2:v=1:a=1[v][a]`,
        '-map',
        '[v]',
        '-map',
        '[a]',
        ...nearLossless,
        ...goodSound,
      ]
    },
  },
} satisfies Record<string, Edit>

function reencoded(name: string, crf: number): Edit {
  return {
    name,
    extension: 'mp4',
    arguments: (shape) => [
      ...one(shape),
      ...sameFrames,
      ...['-c:v', 'libx264', '-preset', 'fast', '-crf', String(crf), '-pix_fmt', 'yuv420p'],
      ...['-c:a', 'aac', '-b:a', '128k'],
    ],
  }
}

function rescaled(name: string, factor: number): Edit {
  return {
    name,
    extension: 'mp4',
    arguments: (shape) => {
      const even = (value: number): number => 2 * Math.round((value * factor) / 2)
      const scale = `scale=${even(shape.width)}:${even(shape.height)}:flags=bicubic`
      return [...one(shape), '-vf', scale, ...nearLossless, ...goodSound]
    },
  }
}

/** Edits that leave the draft what it was. */
export const copies = {
  crf23: reencoded('crf23', 23),
  crf30: reencoded('crf30', 30),
  scale70: rescaled('scale70', 0.7),
  scale50: rescaled('scale50', 0.5),
  remux: { name: 'remux', extension: 'mkv', arguments: (shape) => [...one(shape), '-c', 'copy'] },
} satisfies Record<string, Edit>

export type HarmName = keyof typeof harms
export type CopyName = keyof typeof copies
