import type { Marker } from '../../../shared/contract/markers.ts'
import type { AudioFacts, VideoFacts } from '../../../shared/contract/measurement.ts'
import {
  canDropFrames,
  frameRates,
  frameToTimecode,
  framesPerSecond,
  nearestFrameRate,
  secondsToFrame,
  timecodeToFrame,
  type FrameRate,
} from './timecode.ts'

/** Everything that a marker file says: the draft's facts and its markers. */
export interface MarkerDocument {
  fileName: string
  /** Absolute, in the form of the system that the draft lies on. */
  path: string
  video: Pick<
    VideoFacts,
    'fps' | 'variableFrameRate' | 'frames' | 'durationS' | 'displayWidth' | 'displayHeight'
  > &
    Partial<Pick<VideoFacts, 'hdr'>>
  audio: Pick<AudioFacts, 'channels' | 'sampleRate'> | null
  /** Of the draft's own timecode track, for example 01:00:00;00; null for none, which editors read as 00:00:00:00. */
  startTimecode: string | null
  /**
   * Where the editor's timeline begins, if not where the draft's timecode does. DaVinci Resolve's and Media Composer's
   * begin at 01:00:00:00 unless told otherwise.
   */
  timelineStartTimecode?: string | null
  markers: readonly Marker[]
}

/** A marker on the frames of the timeline; the end is exclusive and at least one frame after the start. */
export interface FramedMarker extends Marker {
  startFrame: number
  endFrame: number
}

/** The draft on an editing program's frame grid. */
export interface MarkerTimeline {
  rate: FrameRate
  dropFrame: boolean
  frames: number
  /** Of the draft's first frame by its own timecode, counted from 00:00:00:00. */
  sourceStartFrame: number
  sourceDropFrame: boolean
  /** Of the timeline's first frame, counted from 00:00:00:00. */
  timelineStartFrame: number
  /** What the editor should know, one sentence each; empty for an ordinary draft. */
  notes: string[]
  /** By start, those of one frame in the order given. */
  markers: FramedMarker[]
}

/** How far a mean rate may be off a standard one, as a share, and still be that rate. */
const rateTolerance = 0.001

/** Puts markers on the frames of the nearest standard rate; what lies outside the draft moves to its edge. */
export function markerTimeline(document: MarkerDocument): MarkerTimeline {
  const { rate, exact, notes } = editingRate(document.video)
  const frames = Math.max(1, exact ? document.video.frames : secondsToFrame(document.video.durationS, rate))
  const source = startFrame(document.startTimecode, rate, notes)
  const timeline =
    document.timelineStartTimecode == null ? source : startFrame(document.timelineStartTimecode, rate, notes)
  return {
    rate,
    dropFrame: timeline.dropFrame,
    frames,
    sourceStartFrame: source.frame,
    sourceDropFrame: source.dropFrame,
    timelineStartFrame: timeline.frame,
    notes,
    markers: document.markers
      .map((marker) => onFrames(marker, rate, frames))
      .sort((a, b) => a.startFrame - b.startFrame),
  }
}

/** The label of a frame of the draft on the editor's timeline. */
export function timelineTimecode(frame: number, timeline: MarkerTimeline): string {
  return frameToTimecode(timeline.timelineStartFrame + frame, timeline.rate, timeline.dropFrame)
}

function onFrames(marker: Marker, rate: FrameRate, frames: number): FramedMarker {
  const startFrame = Math.min(frames - 1, Math.max(0, secondsToFrame(marker.startS, rate)))
  const endFrame = Math.min(frames, Math.max(startFrame + 1, secondsToFrame(marker.endS, rate)))
  return { ...marker, startFrame, endFrame }
}

function editingRate(video: MarkerDocument['video']): { rate: FrameRate; exact: boolean; notes: string[] } {
  const fps = video.fps ?? (video.durationS > 0 ? video.frames / video.durationS : 0)
  if (!(fps > 0)) {
    const rate = nearestFrameRate(30)
    return { rate, exact: false, notes: ['The draft has no frame rate; markers are written at 30 fps.'] }
  }
  const nearest = nearestFrameRate(fps)
  if (video.variableFrameRate) {
    const note = `The draft has a variable frame rate (mean ${shortFps(fps)} fps); markers are written at ${nearest.name} fps, the nearest standard rate, and may lie a frame beside their picture.`
    return { rate: nearest, exact: false, notes: [note] }
  }
  if (isRate(fps, nearest)) return { rate: nearest, exact: true, notes: [] }
  const rate = evenRate(fps) ?? nearest
  const note = `${shortFps(fps)} fps is no standard editing rate; markers are written at ${rate.name} fps.`
  return { rate, exact: false, notes: [note] }
}

function isRate(fps: number, rate: FrameRate): boolean {
  return Math.abs(fps / framesPerSecond(rate) - 1) <= rateTolerance
}

/** The rate whose frames the draft's fall on: 15 in 30, 120 in 60. A draft faster than 60 keeps as many as it can. */
function evenRate(fps: number): FrameRate | null {
  let best: { rate: FrameRate; error: number } | null = null
  for (const rate of frameRates) {
    if (fps > 60 && rate.labelsPerSecond < 50) continue
    const ratio = Math.max(fps / framesPerSecond(rate), framesPerSecond(rate) / fps)
    const whole = Math.round(ratio)
    const error = Math.abs(ratio / whole - 1)
    if (whole >= 2 && error <= rateTolerance && error < (best?.error ?? Infinity)) best = { rate, error }
  }
  return best?.rate ?? null
}

function startFrame(
  timecode: string | null,
  rate: FrameRate,
  notes: string[],
): { frame: number; dropFrame: boolean } {
  if (timecode === null) return { frame: 0, dropFrame: false }
  const parsed = timecodeToFrame(timecode, rate)
  if (parsed) {
    if (/[;.,]/.test(timecode) && !canDropFrames(rate)) {
      notes.push(
        `The timecode ${timecode} is drop-frame, which ${rate.name} fps has not; it is read as non-drop.`,
      )
    }
    return parsed
  }
  notes.push(`The timecode ${timecode} is none at ${rate.name} fps; frames are counted from 00:00:00:00.`)
  return { frame: 0, dropFrame: false }
}

function shortFps(fps: number): string {
  return String(Math.round(fps * 1000) / 1000)
}
