/** What the timeline shows: the same for all its lanes. Pixels are CSS pixels from the left edge of the lanes. */
export interface TimelineView {
  /** Time at the left edge, s. */
  startS: number
  pixelsPerSecond: number
  widthPx: number
  durationS: number
  /** The closest zoom, pixels a second. */
  closest: number
}

/** A frame is never drawn wider than this. */
const widestFramePx = 48
const shortestDurationS = 0.05

/** The whole of a draft in a width. `fps` sets how close one can come. */
export function wholeView(durationS: number, widthPx: number, fps: number): TimelineView {
  const shownS = Math.max(durationS, shortestDurationS)
  const fitting = Math.max(1, widthPx) / shownS
  const closest = Math.max(fitting, fps * widestFramePx)
  return { startS: 0, pixelsPerSecond: fitting, widthPx: Math.max(1, widthPx), durationS: shownS, closest }
}

export function xOf(view: TimelineView, timeS: number): number {
  return (timeS - view.startS) * view.pixelsPerSecond
}

export function timeAt(view: TimelineView, x: number): number {
  return view.startS + x / view.pixelsPerSecond
}

/** Time at the right edge, s. */
export function endOf(view: TimelineView): number {
  return timeAt(view, view.widthPx)
}

/** The zoom at which the whole draft is seen. */
export function fittingZoom(view: TimelineView): number {
  return view.widthPx / view.durationS
}

/** Zoomed by a factor; the time under `x` stays there unless an end of the draft is in the way. */
export function zoomedAround(view: TimelineView, factor: number, x: number): TimelineView {
  const pixelsPerSecond = Math.min(view.closest, Math.max(fittingZoom(view), view.pixelsPerSecond * factor))
  return within({ ...view, pixelsPerSecond, startS: timeAt(view, x) - x / pixelsPerSecond })
}

export function scrolledBy(view: TimelineView, px: number): TimelineView {
  return within({ ...view, startS: view.startS + px / view.pixelsPerSecond })
}

export function startingAt(view: TimelineView, startS: number): TimelineView {
  return within({ ...view, startS })
}

export function fitted(view: TimelineView): TimelineView {
  return within({ ...view, pixelsPerSecond: fittingZoom(view), startS: 0 })
}

/** A span with a twentieth of the width to spare on either side. */
export function zoomedTo(view: TimelineView, startS: number, endS: number): TimelineView {
  const spanS = Math.max(endS - startS, 1e-3)
  const wished = (view.widthPx * 0.9) / spanS
  const pixelsPerSecond = Math.min(view.closest, Math.max(fittingZoom(view), wished))
  const middleS = (startS + endS) / 2
  return within({ ...view, pixelsPerSecond, startS: middleS - view.widthPx / 2 / pixelsPerSecond })
}

/** Another width: the left edge stays, and a draft seen as a whole stays whole. */
export function resized(view: TimelineView, widthPx: number): TimelineView {
  const wasWhole = view.pixelsPerSecond <= fittingZoom(view) * 1.0001
  const wider = { ...view, widthPx: Math.max(1, widthPx) }
  const closest = Math.max(view.closest, fittingZoom(wider))
  const pixelsPerSecond = wasWhole
    ? fittingZoom(wider)
    : Math.max(fittingZoom(wider), Math.min(closest, view.pixelsPerSecond))
  return within({ ...wider, closest, pixelsPerSecond })
}

/** Moved by whole pages as far as needed to show a time; a playhead that leaves the view turns the page. */
export function turnedTo(view: TimelineView, timeS: number): TimelineView {
  const pageS = view.widthPx / view.pixelsPerSecond
  if (timeS >= view.startS && timeS <= view.startS + pageS) return view
  // A little of what went before stays in sight.
  return within({ ...view, startS: timeS - pageS * 0.06 })
}

/** 0: the whole draft, 1: as close as can be; each step of a slider multiplies. */
export function zoomShare(view: TimelineView): number {
  const most = Math.log(view.closest / fittingZoom(view))
  return most <= 0 ? 0 : Math.log(view.pixelsPerSecond / fittingZoom(view)) / most
}

export function zoomOfShare(view: TimelineView, share: number): number {
  return fittingZoom(view) * Math.exp(share * Math.log(view.closest / fittingZoom(view)))
}

function within(view: TimelineView): TimelineView {
  const lastStartS = Math.max(0, view.durationS - view.widthPx / view.pixelsPerSecond)
  return { ...view, startS: Math.min(lastStartS, Math.max(0, view.startS)) }
}
