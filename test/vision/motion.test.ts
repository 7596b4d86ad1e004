import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { motion } from '../../electron/vision/motion.ts'
import { mulberry32 } from '../../shared/mulberry32.ts'
import { film, gaussian, mean, measured, surface, type FilmSettings } from './painted-frames.ts'

const diagonal = Math.hypot(90, 160)
const ground = surface(1)
const other = surface(2)

function within(value: number, expected: number, share: number): void {
  expect(value).toBeGreaterThan(expected * (1 - share))
  expect(value).toBeLessThan(expected * (1 + share))
}

/** A pan of `speed` diagonals per second to the right, as content moves. */
const pan = (speed: number, settings: FilmSettings = {}): ReturnType<typeof film> =>
  film((x, y, t) => ground(x - speed * diagonal * t, y), settings)

describe('camera motion', () => {
  it.each([0.02, 0.05, 0.1, 0.3, 1, 2])('a pan of %f diagonals per second', (speed) => {
    const facts = measured(motion, pan(speed), 1)
    within(mean(facts.cameraMotion), speed, 0.1)
    within(mean(facts.motion), speed, 0.1)
    within(mean(facts.cameraRight), speed, 0.1)
    expect(mean(facts.subjectMotion)).toBeLessThan(Math.max(0.003, 0.02 * speed))
  })

  it('is the same at any frame rate and direction', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.8, noNaN: true }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        fc.constantFrom(24, 25, 30, 50, 60),
        (speed, direction, fps) => {
          const [dx, dy] = [speed * diagonal * Math.cos(direction), speed * diagonal * Math.sin(direction)]
          const frames = film((x, y, t) => ground(x - dx * t, y - dy * t), {
            width: 160,
            height: 90,
            fps,
            durationS: 0.4,
          })
          within(mean(measured(motion, frames, 0.4).cameraMotion), speed, 0.1)
        },
      ),
      { numRuns: 20, seed: 3 },
    )
  })

  it('goes by real times where the frame rate varies', () => {
    const timesS = [0, 0.033, 0.1, 0.133, 0.2, 0.3, 0.333, 0.366, 0.5, 0.533, 0.6, 0.7, 0.8, 0.9, 0.95]
    const facts = measured(motion, pan(0.2, { timesS }), 1)
    facts.cameraMotion.forEach((speed) => within(speed, 0.2, 0.1))
  })

  it('is even where 24 frames are shown as 30, and no shake', () => {
    const shown = (t: number): number => Math.floor(t * 24 + 1e-6) / 24
    const frames = film((x, y, t) => ground(x - 0.2 * diagonal * shown(t), y), { durationS: 2 })
    const facts = measured(motion, frames, 2)
    facts.cameraMotion.forEach((speed) => within(speed, 0.2, 0.15))
    expect(facts.shake).toBeLessThan(0.01)
  })

  it('a zoom: growth a second, and the mean speed of its points', () => {
    // The mean distance of a point of a 90 × 160 picture from its middle, in diagonals.
    let distance = 0
    for (let y = 0; y < 160; y++) for (let x = 0; x < 90; x++) distance += Math.hypot(x - 44.5, y - 79.5)
    distance /= 90 * 160 * diagonal
    for (const zoom of [0.05, 0.2, 0.5]) {
      const facts = measured(
        motion,
        film((x, y, t) => ground(x * Math.exp(-zoom * t), y * Math.exp(-zoom * t))),
        1,
      )
      within(mean(facts.cameraZoom), zoom, 0.1)
      within(mean(facts.cameraMotion), zoom * distance, 0.12)
      expect(Math.abs(mean(facts.cameraRight))).toBeLessThan(0.005)
    }
  })

  it('shake is the RMS of a fast swing; a steady pan has none', () => {
    const hz = 6
    const peak = 0.3
    const swing = (t: number): number =>
      ((peak * diagonal) / (2 * Math.PI * hz)) * Math.sin(2 * Math.PI * hz * t)
    const facts = measured(
      motion,
      film((x, y, t) => ground(x - swing(t) - 0.2 * diagonal * t, y), { fps: 60, durationS: 2 }),
      2,
    )
    within(facts.shake!, peak / Math.SQRT2, 0.15)
    expect(measured(motion, pan(0.2), 1).shake).toBeLessThan(0.005)
  })
})

describe('where nothing moves', () => {
  it.each([0, 1, 3, 6])('noise of %i levels is no motion', (sigma) => {
    for (const contrast of [40, 8]) {
      const random = mulberry32(7)
      const still = surface(4, contrast)
      const facts = measured(
        motion,
        film((x, y) => still(x, y) + sigma * gaussian(random)),
        1,
      )
      expect(Math.max(...facts.motion)).toBeLessThan(0.005)
    }
  })

  it('nor is a fade, a change of exposure or a black picture', () => {
    for (const frames of [
      film((x, y, t) => ground(x, y) * (1 - 0.8 * t)),
      film((x, y, t) => ground(x, y) * (0.8 + 0.15 * Math.sin(6 * t))),
      film(() => 0),
    ]) {
      expect(mean(measured(motion, frames, 1).motion)).toBeLessThan(0.01)
    }
  })

  it('nor is a cut or a flash; the motion around them stays', () => {
    const cut = film((x, y, t) => (t < 0.5 ? ground : other)(x - 0.2 * diagonal * t, y))
    within(mean(measured(motion, cut, 1).motion), 0.2, 0.1)
    const flash = film((x, y, _, index) => (index === 15 ? 250 : ground(x, y)))
    expect(mean(measured(motion, flash, 1).motion)).toBeLessThan(0.005)
  })
})

describe('subject motion', () => {
  /** A square of `side` px that crosses the picture at `speed`, over a ground that pans at `camera`. */
  const subject = (side: number, speed: number, camera: number): ReturnType<typeof film> =>
    film((x, y, t) => {
      const fromSubject = x - speed * diagonal * (t - 0.5)
      const inside = Math.abs(fromSubject) < side / 2 && Math.abs(y) < side / 2
      return inside ? other(fromSubject, y) : ground(x - camera * diagonal * t, y)
    })

  it.each([0.1, 0.2, 0.4])('is area × speed: a 40 px square at %f', (speed) => {
    const facts = measured(motion, subject(40, speed, 0), 1)
    within(mean(facts.subjectMotion), ((40 * 40) / (90 * 160)) * speed, 0.25)
    expect(mean(facts.cameraMotion)).toBeLessThan(0.005)
  })

  it('is taken against the camera', () => {
    const facts = measured(motion, subject(40, 0.2, -0.1), 1)
    within(mean(facts.cameraMotion), 0.1, 0.1)
    within(mean(facts.subjectMotion), ((40 * 40) / (90 * 160)) * 0.3, 0.25)
  })
})
