/** What one decode can offer. A detector declares which of these it reads. */
export type StreamName = 'frames' | 'stills' | 'details' | 'thumbnails' | 'sound'

/** Every frame of the draft, small, upright and with square pixels. */
export interface SmallFrame {
  /** Number in presentation order, from 0. */
  index: number
  /** Presentation time in seconds from the first frame shown. */
  timeS: number
  width: number
  height: number
  /** RGB, 8 bits a channel, `width * height * 3` long. Lent for this call only: the next frame overwrites it. */
  rgb: Uint8Array
}

/** A sparse larger frame (short side about 540 px), for what needs detail: sharpness, noise, faces. */
export interface StillFrame {
  timeS: number
  width: number
  height: number
  /** RGB, lent for this call only. */
  rgb: Uint8Array
}

/**
 * A larger frame (the size of a still) several times a second, in planes of BT.709 at full range, for what is written on the
 * picture.
 */
export interface DetailFrame {
  timeS: number
  width: number
  height: number
  /** Luma of each pixel, then blue difference and red difference of each square of four. Lent for this call only. */
  planes: Uint8Array
}

/** A small JPEG for filmstrips and posters. */
export interface Thumbnail {
  timeS: number
  jpeg: Uint8Array
}

/** A stretch of sound, 48 kHz, in the channels of the file. */
export interface SoundBlock {
  /** Number of the first sample (per channel); sample 0 is at the file's time 0, gaps are filled with silence. */
  firstSample: number
  /** Samples per channel in this block. */
  length: number
  channels: number
  /** Interleaved, full scale ±1 (may exceed it), `length * channels` long. Lent for this call only. */
  samples: Float32Array
}

export const soundRateHz = 48_000

/** The size of the small frames for a draft that is displayed at `width` × `height`: about 14,400 px, as wide as it is. */
export function smallFrameSize(width: number, height: number): { width: number; height: number } {
  return fitArea(width, height, 14_400, 16)
}

/** Seconds between two stills, and between two thumbnails: one, more on drafts over ten minutes. */
export function stillIntervalS(durationS: number | null): number {
  return Math.max(1, (durationS ?? 0) / 600)
}

/** Seconds between two detail frames, at least: captions of one word come that quickly. More on drafts over ten minutes. */
export function detailIntervalS(durationS: number | null): number {
  return Math.max(0.24, (durationS ?? 0) / 2500)
}

export const stillShortSidePx = 540

/** The size of the sparse larger frames: short side 540 px at most unless another is given, never enlarged. */
export function stillSize(
  width: number,
  height: number,
  shortSidePx = stillShortSidePx,
): { width: number; height: number } {
  const scale = Math.min(1, shortSidePx / Math.min(width, height))
  return { width: even(width * scale), height: even(height * scale) }
}

function fitArea(
  width: number,
  height: number,
  area: number,
  leastSide: number,
): { width: number; height: number } {
  const scale = Math.sqrt(area / (width * height))
  return {
    width: Math.min(1024, Math.max(leastSide, even(width * scale))),
    height: Math.min(1024, Math.max(leastSide, even(height * scale))),
  }
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2)
}
