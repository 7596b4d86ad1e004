import type { Footage } from './footage.ts'
import { sample, smooth, surfaceOf, type Surface } from './drawn-surface.ts'
import { Random } from './random.ts'

/**
 * A filmed scene drawn in code: surfaces with the spectrum of natural pictures at several depths, that the camera passes,
 * things that sway, walk and turn before them, foliage or water that never rests, light and grain. What it shows is not
 * real, but how it moves, covers and uncovers is.
 */
export function drawnScene(
  seed: number,
  width: number,
  height: number,
  frames: number,
  fps: number,
  startS: number,
): Footage {
  const random = new Random(seed * 15_485_863 + 11)
  const scene = sceneOf(random)
  const rgb = new Uint8Array(width * height * 3 * frames)
  for (let f = 0; f < frames; f++)
    drawFrame(scene, startS + f / fps, rgb, f * width * height * 3, width, height, f)
  return { width, height, frames, rgb }
}

/** Places along a ridge until it repeats. */
const ridgeLength = 512

interface Layer {
  surface: Surface
  scale: number
  /** Picture heights a second that it passes by the camera's motion. */
  parallax: number
  /** Height of its upper edge, 0 the top; undefined fills the picture. */
  edge?: Float32Array
  /** Levels of unrest: how far the texture is bent (water, leaves), in texels. */
  unrest: number
}

interface Thing {
  surface: Surface
  x: number
  y: number
  wide: number
  tall: number
  /** Exponent of its outline: 2 is an ellipse, 6 a box. */
  square: number
  sway: number
  rate: number
  phase: number
  walk: number
  turn: number
}

interface Scene {
  layers: Layer[]
  things: Thing[]
  panX: number
  panY: number
  bob: number
  bobRate: number
  zoom: number
  grain: number
  light: number
}

function sceneOf(random: Random): Scene {
  const key = random.between(0.35, 1)
  const layers: Layer[] = [
    { surface: surfaceOf(random, key), scale: random.between(0.5, 1.6), parallax: 0.3, unrest: 0 },
  ]
  const deep = random.integer(0, 2)
  for (let i = 0; i < deep; i++) {
    layers.push({
      ...{ surface: surfaceOf(random, key), scale: random.between(0.6, 2), parallax: 0.6 + 0.5 * i },
      ...{ edge: ridge(random, 0.45 + 0.2 * i), unrest: 0 },
    })
  }
  if (random.chance(0.3)) layers.at(-1)!.unrest = random.between(3, 14)
  const crowd = random.chance(0.25)
  const count = crowd ? random.integer(6, 14) : random.integer(0, 3)
  const things = Array.from({ length: count }, () => thingOf(random, crowd, key))
  if (!crowd && random.chance(0.5)) things.push(...person(random, key))
  const still = random.chance(0.45)
  return {
    layers,
    things,
    panX: still ? 0 : random.between(-0.35, 0.35) * random.unit(),
    panY: still ? 0 : random.between(-0.1, 0.1) * random.unit(),
    bob: random.chance(0.5) ? random.between(0, 0.012) : 0,
    bobRate: random.between(2, 9),
    zoom: random.chance(0.2) ? random.between(-0.08, 0.08) : 0,
    grain: random.chance(0.6) ? random.between(0, 7) : 0,
    light: random.chance(0.12) ? random.between(0.02, 0.12) : 0,
  }
}

function thingOf(random: Random, small: boolean, key: number): Thing {
  const wide = small ? random.between(0.03, 0.12) : random.between(0.08, 0.35)
  return {
    ...{ surface: surfaceOf(random, key), x: random.between(-0.2, 1.2), y: random.between(0.3, 0.9), wide },
    ...{ tall: wide * random.between(0.7, 2.6), square: random.pick([2, 2, 3, 6]) },
    ...{ sway: random.between(0, 0.08), rate: random.between(1, 7), phase: random.between(0, 6) },
    ...{ walk: random.chance(0.4) ? random.between(-0.5, 0.5) : 0, turn: random.between(-0.4, 0.4) },
  }
}

/** Shoulders, a head that nods, and a hand that gestures: what talking heads look like from afar. */
function person(random: Random, key: number): Thing[] {
  const x = random.between(0.3, 0.9)
  const size = random.between(0.13, 0.3)
  const skin = surfaceOf(random, key, [
    [random.integer(50, 130), random.integer(30, 80), random.integer(20, 60)],
    [random.integer(170, 250), random.integer(120, 205), random.integer(90, 180)],
  ])
  const cloth = surfaceOf(random, key)
  const rate = random.between(1, 4)
  const still = { turn: 0, walk: 0, phase: random.between(0, 6) }
  const head = { ...still, surface: skin, x, y: 0.42, wide: size * 0.62, tall: size * 0.85, square: 2.3 }
  const body = {
    ...still,
    surface: cloth,
    x,
    y: 0.42 + size * 2.2,
    wide: size * 1.5,
    tall: size * 1.6,
    square: 3,
  }
  const hand = {
    ...still,
    surface: skin,
    x: x + size,
    y: 0.42 + size * 1.5,
    wide: size * 0.3,
    tall: size * 0.35,
    square: 2,
  }
  const hair = {
    ...still,
    surface: surfaceOf(random, key * 0.5),
    x,
    y: 0.42 - size * 0.55,
    wide: size * 0.68,
    tall: size * 0.5,
    square: 2.4,
  }
  return [
    { ...body, sway: 0.006, rate: rate * 0.5 },
    { ...head, sway: 0.015, rate },
    { ...hair, sway: 0.015, rate },
    { ...hand, sway: random.between(0.02, 0.12), rate: rate * 1.7 },
  ]
}

function ridge(random: Random, base: number): Float32Array {
  const points = Array.from({ length: 24 }, () => base + random.between(-0.18, 0.18))
  const rough = random.chance(0.5)
  return Float32Array.from({ length: ridgeLength }, (_, x) => {
    const at = (x * 24) / ridgeLength
    const i = Math.floor(at)
    const share = rough ? 0 : smooth(at - i)
    return points[i]! * (1 - share) + points[(i + 1) % 24]! * share
  })
}

function drawFrame(
  scene: Scene,
  seconds: number,
  rgb: Uint8Array,
  base: number,
  width: number,
  height: number,
  f: number,
): void {
  const bobX = scene.bob * Math.sin(seconds * scene.bobRate)
  const bobY = scene.bob * Math.sin(seconds * scene.bobRate * 1.31 + 1)
  const zoom = Math.exp(scene.zoom * (seconds % 20))
  const gain = 1 + scene.light * Math.sin(seconds * 9) * Math.sin(seconds * 23)
  const ratio = width / height
  for (const layer of scene.layers) {
    const { values, dark, light } = layer.surface
    const offX = (scene.panX * seconds + bobX) * layer.parallax
    const offY = (scene.panY * seconds + bobY) * layer.parallax
    const texel = (128 * 0.5 * layer.scale) / zoom
    for (let y = 0; y < height; y++) {
      const v = y / height - 0.5
      for (let x = 0; x < width; x++) {
        const u = (x / width - 0.5) * ratio
        if (layer.edge) {
          const at = ((((u / zoom + offX) * 170) % ridgeLength) + ridgeLength) % ridgeLength
          if (v / zoom + offY + 0.5 < layer.edge[Math.floor(at)]!) continue
        }
        let tx = (u + offX * zoom) * texel
        let ty = (v + offY * zoom) * texel
        if (layer.unrest > 0) {
          tx += layer.unrest * 0.3 * Math.sin(ty * 0.35 + seconds * 5)
          ty += layer.unrest * 0.3 * Math.sin(tx * 0.31 - seconds * 6.3)
        }
        paint(sample(values, tx, ty), dark, light, gain, rgb, base + (y * width + x) * 3)
      }
    }
  }
  for (const thing of scene.things)
    drawThing(thing, seconds, bobX, bobY, gain, scene.panX, rgb, base, width, height)
  if (scene.grain > 0) {
    let bits = (f * 2654435761 + 12345) >>> 0
    const end = base + width * height * 3
    for (let i = base; i < end; i += 3) {
      bits = (Math.imul(bits, 1664525) + 1013904223) >>> 0
      const n = ((bits >>> 16) / 65536 - 0.5) * 2 * scene.grain
      for (let c = 0; c < 3; c++) rgb[i + c] = Math.max(0, Math.min(255, rgb[i + c]! + n))
    }
  }
}

function drawThing(
  thing: Thing,
  seconds: number,
  bobX: number,
  bobY: number,
  gain: number,
  pan: number,
  rgb: Uint8Array,
  base: number,
  width: number,
  height: number,
): void {
  const ratio = width / height
  const span = ratio + 1
  const swayX = thing.sway * Math.sin(seconds * thing.rate + thing.phase)
  const swayY = thing.sway * 0.6 * Math.sin(seconds * thing.rate * 1.7 + thing.phase * 2)
  let cx = thing.x * ratio + thing.walk * seconds + swayX - bobX - pan * seconds * (thing.walk === 0 ? 0 : 1)
  cx = ((((cx + 0.5) % span) + span) % span) - 0.5
  const cy = thing.y + swayY - bobY + (thing.walk === 0 ? 0 : 0.01 * Math.sin(seconds * 11))
  const fromX = Math.max(0, Math.floor((cx - thing.wide) * height))
  const toX = Math.min(width, Math.ceil((cx + thing.wide) * height))
  const fromY = Math.max(0, Math.floor((cy - thing.tall) * height))
  const toY = Math.min(height, Math.ceil((cy + thing.tall) * height))
  const cos = Math.cos(thing.turn * Math.sin(seconds * thing.rate * 0.5))
  const sin = Math.sin(thing.turn * Math.sin(seconds * thing.rate * 0.5))
  const { values, dark, light } = thing.surface
  for (let y = fromY; y < toY; y++) {
    for (let x = fromX; x < toX; x++) {
      const dx = (x / height - cx) / thing.wide
      const dy = (y / height - cy) / thing.tall
      const u = dx * cos - dy * sin
      const v = dx * sin + dy * cos
      const out = Math.abs(u) ** thing.square + Math.abs(v) ** thing.square
      if (out > 1) continue
      const shade = 1 - 0.35 * out
      paint(
        sample(values, u * 40 * thing.wide * 5, v * 40 * thing.tall * 5),
        dark,
        light,
        gain * shade,
        rgb,
        base + (y * width + x) * 3,
      )
    }
  }
}

function paint(
  value: number,
  dark: readonly number[],
  light: readonly number[],
  gain: number,
  rgb: Uint8Array,
  to: number,
): void {
  for (let c = 0; c < 3; c++) {
    const level = (dark[c]! + (light[c]! - dark[c]!) * value) * gain
    rgb[to + c] = level > 255 ? 255 : level
  }
}
