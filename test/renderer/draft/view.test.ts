import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endOf,
  fittingZoom,
  resized,
  scrolledBy,
  timeAt,
  turnedTo,
  wholeView,
  xOf,
  zoomedAround,
  zoomedTo,
  zoomOfShare,
  zoomShare,
  type TimelineView,
} from '../../../renderer/draft/timeline/view.ts'

/** Views that a person can reach: any draft from 0.2 s to 3 h, zoomed and scrolled anywhere. */
const views: fc.Arbitrary<TimelineView> = fc
  .record({
    durationS: fc.double({ min: 0.2, max: 10_800, noNaN: true }),
    widthPx: fc.integer({ min: 50, max: 4000 }),
    fps: fc.constantFrom(12, 24, 29.97, 60, 240),
    zoom: fc.double({ min: 0, max: 1, noNaN: true }),
    scroll: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ durationS, widthPx, fps, zoom, scroll }) => {
    const whole = wholeView(durationS, widthPx, fps)
    const near = zoomedAround(whole, zoomOfShare(whole, zoom) / whole.pixelsPerSecond, 0)
    return scrolledBy(near, scroll * durationS * near.pixelsPerSecond)
  })

const insideDraft = (view: TimelineView): void => {
  expect(view.startS).toBeGreaterThanOrEqual(0)
  expect(endOf(view)).toBeLessThanOrEqual(view.durationS * (1 + 1e-9) + 1e-9)
  expect(view.pixelsPerSecond).toBeGreaterThanOrEqual(fittingZoom(view) * (1 - 1e-9))
  expect(view.pixelsPerSecond).toBeLessThanOrEqual(view.closest * (1 + 1e-9))
}

describe('the view of the timeline', () => {
  it('keeps the time under the pointer while zooming, or the wheel would throw the editor elsewhere', () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (view, factor, share) => {
          const x = share * view.widthPx
          const zoomed = zoomedAround(view, factor, x)
          insideDraft(zoomed)
          const isHeldByAnEnd = zoomed.startS === 0 || endOf(zoomed) >= view.durationS * (1 - 1e-9)
          // At an end of the draft the view stops there instead of showing nothing beyond it.
          if (!isHeldByAnEnd) expect(Math.abs(xOf(zoomed, timeAt(view, x)) - x)).toBeLessThan(0.01)
        },
      ),
    )
  })

  it('finds the pixel of a time and the time of a pixel again, or clicks would miss', () => {
    fc.assert(
      fc.property(views, fc.double({ min: -500, max: 5000, noNaN: true }), (view, x) => {
        expect(xOf(view, timeAt(view, x))).toBeCloseTo(x, 4)
      }),
    )
  })

  it('never leaves the draft when scrolled, resized or turned to a time, or the lanes would stand empty', () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 20, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (view, px, widthPx, share) => {
          insideDraft(scrolledBy(view, px))
          insideDraft(resized(view, widthPx))
          const timeS = share * view.durationS
          const turned = turnedTo(view, timeS)
          insideDraft(turned)
          expect(xOf(turned, timeS)).toBeGreaterThanOrEqual(-1e-6)
          expect(xOf(turned, timeS)).toBeLessThanOrEqual(view.widthPx + 1e-6)
        },
      ),
    )
  })

  it('shows all of a span that it is zoomed to', () => {
    fc.assert(
      fc.property(
        views,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (view, a, b) => {
          const [startS, endS] = [Math.min(a, b) * view.durationS, Math.max(a, b) * view.durationS]
          const zoomed = zoomedTo(view, startS, endS)
          insideDraft(zoomed)
          // Unless it is as close as can be, where a span of no length is all the same in sight.
          expect(xOf(zoomed, startS)).toBeGreaterThanOrEqual(-1e-3)
          expect(xOf(zoomed, endS)).toBeLessThanOrEqual(view.widthPx + 1e-3)
        },
      ),
    )
  })

  it('keeps a whole draft whole when the window is resized, and gives the slider its place back', () => {
    const whole = wholeView(600, 800, 30)
    expect(endOf(resized(whole, 1600))).toBeCloseTo(600, 6)
    fc.assert(
      fc.property(views, fc.double({ min: 0, max: 1, noNaN: true }), (view, share) => {
        const zoom = zoomOfShare(view, share)
        if (view.closest > fittingZoom(view) * 1.01)
          expect(zoomShare({ ...view, pixelsPerSecond: zoom })).toBeCloseTo(share, 6)
      }),
    )
  })
})
