import { Random } from './random.ts'
import { drawnGroup, drawnStretches, stretches, type Stretch } from './stretches.ts'
import type { WipeFrom } from './pixels.ts'

/** How the composer's camera behaves during a shot; none of these is a transition. */
export type Camera = 'still' | 'drift' | 'shake' | 'whip' | 'snap' | 'punch' | 'rush' | 'exposure'

export interface PlannedShot {
  stretch: Stretch
  startS: number
  speed: number
  x: number
  y: number
  size: number
  mirrored: boolean
  camera: Camera
  /** For training only: upside down, backwards, and with red, green and blue swapped about, one file shows more. */
  upsideDown: boolean
  backwards: boolean
  colourOrder: readonly [number, number, number]
  /** Draft frames. */
  from: number
  to: number
}

export interface PlannedJoin {
  kind: 'cut' | 'dissolve' | 'fade' | 'wipe'
  start: number
  end: number
  frame: number
  /** Fades: frames going out, then held, then coming in; and the level faded to. */
  out: number
  hold: number
  level: number
  wipeFrom: WipeFrom
  /** Exponent of the share of the new picture: 1 is a straight line. */
  ease: number
  /** A cut hidden in a whip pan: this many frames of it on either side. */
  whip: number
}

export interface PlannedFlash {
  frame: number
  length: number
  /** Towards white by this share, or (over 1) exposed by this gain. */
  strength: number
}

export interface DraftPlan {
  id: string
  group: number
  seed: number
  width: number
  height: number
  contentFps: number
  fileFps: number
  variable: boolean
  encoder: readonly string[]
  gain: number
  gamma: number
  saturation: number
  captionEvery: number
  /** Frames between appearances of a sticker; 0 for none. */
  stickerEvery: number
  /** Share of the picture that a sticker takes. */
  stickerSize: number
  captionStyle: { y: number; lines: number; box: boolean }
  /** Another clip below, or in a corner, all along. */
  splitFrom: Stretch | null
  splitAs: 'below' | 'corner'
  /** A wide picture in a tall draft, with black or itself blurred above and below. */
  banded: 'black' | 'blurred' | null
  strobe: { from: number; to: number } | null
  frames: number
  shots: PlannedShot[]
  /** Join i leads from shot i to shot i + 1. */
  joins: PlannedJoin[]
  opening: number
  ending: number
  flashes: PlannedFlash[]
}

/**
 * The draft that a seed stands for, of one group's stretches only. What most published drafts have is most frequent here:
 * 24 to 60 frames a second, ordinary light, good quality; and nothing that spoils them is left out.
 */
export function planDraft(seed: number, group: number, varied = false): DraftPlan {
  const random = new Random(seed * 8 + group)
  const material = group === drawnGroup ? drawnStretches(seed) : stretches.filter((s) => s.group === group)
  const vertical = random.chance(0.65)
  const [contentFps, fileFps] = random.pick([
    ...([30, 30, 30, 30, 30, 25, 25, 24, 24, 60, 60, 15] as const).map((fps) => [fps, fps] as const),
    ...([
      [24, 30],
      [30, 60],
      [15, 30],
      [12, 24],
    ] as const),
  ])
  const plan: DraftPlan = {
    id: `group${group}-${seed}${varied ? '-varied' : ''}`,
    group,
    seed,
    width: vertical ? 216 : 384,
    height: vertical ? 384 : 216,
    contentFps,
    fileFps,
    variable: random.chance(0.1),
    encoder: random.pick([
      ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20'],
      ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23'],
      ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26'],
      ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26'],
      ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '33', '-g', '15', '-sc_threshold', '0'],
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '30', '-g', '30'],
      ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '38', '-g', '60'],
      ['-c:v', 'mpeg4', '-q:v', '9'],
    ]),
    ...random.pick([
      { gain: 1, gamma: 1, saturation: 1 },
      { gain: 1, gamma: 1, saturation: 1 },
      { gain: 1, gamma: 1, saturation: 1 },
      { gain: 1.1, gamma: 0.9, saturation: 1.4 },
      { gain: 1.1, gamma: 0.9, saturation: 1.4 },
      { gain: 1, gamma: 1.1, saturation: 0 },
      { gain: 0.3, gamma: 1.3, saturation: 0.8 },
      { gain: 0.18, gamma: 1.2, saturation: 0.9 },
    ]),
    captionEvery: random.chance(0.5) ? random.integer(8, 25) : 0,
    stickerEvery: random.chance(0.25) ? random.integer(20, 60) : 0,
    stickerSize: random.pick([0.04, 0.08, 0.15, 0.25]),
    captionStyle: {
      y: random.pick([0.2, 0.5, 0.7, 0.8]),
      lines: random.integer(1, 3),
      box: random.chance(0.4),
    },
    splitFrom: random.chance(0.15) ? random.pick(material) : null,
    splitAs: random.pick(['below', 'corner'] as const),
    banded: vertical && random.chance(0.2) ? random.pick(['black', 'blurred'] as const) : null,
    strobe: null,
    frames: 0,
    shots: [],
    joins: [],
    opening: random.chance(0.2) ? random.integer(8, contentFps) : 0,
    ending: random.chance(0.2) ? random.integer(8, contentFps) : 0,
    flashes: [],
  }
  addShots(plan, random, material, varied)
  addFlashes(plan, random)
  return plan
}

function addShots(plan: DraftPlan, random: Random, material: readonly Stretch[], varied: boolean): void {
  const another = (from: readonly Stretch[]): Look => newLook(random, random.pick(from), varied)
  const pace = random.pick([0.5, 1, 1.6])
  const count = random.integer(6, 11)
  let look = another(material)
  let from = 0
  let clear = plan.opening
  for (let i = 0; i < count; i++) {
    const end = clear + Math.max(6, Math.round(random.between(0.4, 2) * pace * plan.contentFps))
    if (i === count - 1) {
      plan.frames = end + plan.ending
      plan.shots.push({ ...look, from, to: plan.frames })
      return
    }
    const join = joinAt(end, random, plan.contentFps)
    const fadeOut = join.start + join.out
    plan.joins.push(join)
    plan.shots.push({ ...look, from, to: join.kind === 'fade' ? fadeOut : join.end })
    from = join.kind === 'fade' ? fadeOut + join.hold : join.start
    clear = join.end
    look =
      join.kind === 'cut' && look.camera === 'still' && !plan.splitFrom && random.chance(0.5)
        ? jumpFrom(random, look)
        : another(material.filter((s) => s !== look.stretch))
  }
}

type Look = Omit<PlannedShot, 'from' | 'to'>

const colourOrders = [
  [0, 1, 2],
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

function newLook(random: Random, stretch: Stretch, varied: boolean): Look {
  return {
    stretch,
    startS: stretch.startS + random.between(0, Math.max(0, stretch.durationS - 3.5)),
    speed: random.pick([1, 1, 1, 0.5, 1.5]),
    x: random.between(0.25, 0.75),
    y: random.between(0.35, 0.6),
    size: random.between(0.55, 1),
    mirrored: random.chance(0.5),
    upsideDown: varied && random.chance(0.3),
    backwards: varied && random.chance(0.5),
    colourOrder: varied ? random.pick(colourOrders) : colourOrders[0],
    camera: random.pick([
      ...(['still', 'still', 'still', 'still', 'drift', 'drift', 'drift', 'shake'] as const),
      ...(['whip', 'snap', 'punch', 'rush', 'exposure'] as const),
    ]),
  }
}

/** The same picture a moment later, closer, or both: the cut that editors make in talking heads. */
function jumpFrom(random: Random, look: Look): Look {
  const { stretch } = look
  const closer = !stretch.jumpable || random.chance(0.5)
  return {
    ...look,
    startS: stretch.jumpable
      ? stretch.startS +
        ((look.startS - stretch.startS + random.between(1.2, 2.5)) % Math.max(1, stretch.durationS - 1))
      : look.startS,
    size: closer ? look.size * (look.size > 0.75 ? 0.78 : 1.28) : look.size,
    camera: 'still',
  }
}

function joinAt(start: number, random: Random, fps: number): PlannedJoin {
  const kind = random.pick([
    'cut',
    'cut',
    'cut',
    'cut',
    'cut',
    'dissolve',
    'dissolve',
    'fade',
    'wipe',
  ] as const)
  const join = {
    kind,
    start,
    end: start,
    frame: start,
    out: 0,
    hold: 0,
    level: 0,
    wipeFrom: random.pick(['left', 'right', 'top', 'bottom'] as const),
    ease: random.pick([1, 1, 1, 0.6, 1.7]),
    whip: 0,
  }
  if (kind === 'cut') {
    if (random.chance(0.08)) join.whip = Math.max(2, Math.round(random.between(0.08, 0.18) * fps))
    return join
  }
  if (kind === 'fade') {
    join.out = Math.round(random.between(0.2, 0.8) * fps)
    join.hold = random.integer(1, Math.round(0.4 * fps))
    join.level = random.chance(0.75) ? 0 : 255
    const comeIn = Math.round(random.between(0.2, 0.8) * fps)
    join.end = start + join.out + join.hold + comeIn
    join.frame = start + join.out + join.hold
    return join
  }
  join.end = start + Math.max(4, Math.round(random.between(0.2, kind === 'wipe' ? 0.7 : 1.1) * fps))
  join.frame = Math.floor((join.start + join.end) / 2)
  return join
}

/** Flashes and a strobe, inside shots and at least a third of a second from any transition. */
function addFlashes(plan: DraftPlan, random: Random): void {
  const margin = Math.ceil(plan.contentFps / 3)
  plan.shots.forEach((_, i) => {
    const low = (plan.joins[i - 1]?.end ?? plan.opening) + margin
    const high = (plan.joins[i]?.start ?? plan.frames - plan.ending) - margin - 4
    if (high <= low) return
    if (!plan.strobe && high - low > 14 && random.chance(0.05)) plan.strobe = { from: low, to: low + 12 }
    else if (random.chance(0.4)) {
      plan.flashes.push({
        frame: random.integer(low, high),
        length: random.pick([1, 1, 2, 2, 3, 4]),
        strength: random.pick([1, 0.9, 0.7, 0.5, 2, 3]),
      })
    }
  })
}
