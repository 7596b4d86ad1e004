/** An editing rate in exact frames per second, and how many frame labels its timecode counts in a second. */
export interface FrameRate {
  readonly numerator: number
  readonly denominator: number
  readonly labelsPerSecond: number
  /** As editing programs write it: 29.97. */
  readonly name: string
}

/** The rates of SMPTE ST 12-1 timecode, and the doubled ones of ST 12-3 that every editing program knows. */
export const frameRates: readonly FrameRate[] = [
  { numerator: 24_000, denominator: 1001, labelsPerSecond: 24, name: '23.976' },
  { numerator: 24, denominator: 1, labelsPerSecond: 24, name: '24' },
  { numerator: 25, denominator: 1, labelsPerSecond: 25, name: '25' },
  { numerator: 30_000, denominator: 1001, labelsPerSecond: 30, name: '29.97' },
  { numerator: 30, denominator: 1, labelsPerSecond: 30, name: '30' },
  { numerator: 50, denominator: 1, labelsPerSecond: 50, name: '50' },
  { numerator: 60_000, denominator: 1001, labelsPerSecond: 60, name: '59.94' },
  { numerator: 60, denominator: 1, labelsPerSecond: 60, name: '60' },
]

/** A frame number counted from 00:00:00:00, and whether its label was drop-frame. */
export interface ParsedTimecode {
  frame: number
  dropFrame: boolean
}

export function framesPerSecond(rate: FrameRate): number {
  return rate.numerator / rate.denominator
}

/** The standard rate that is nearest by ratio; a rate half-way between two goes to the lower. */
export function nearestFrameRate(fps: number): FrameRate {
  if (!(fps > 0) || !Number.isFinite(fps)) throw new RangeError(`not a frame rate: ${fps}`)
  const distance = (rate: FrameRate): number => Math.abs(Math.log(fps / framesPerSecond(rate)))
  return frameRates.reduce((best, rate) => (distance(rate) < distance(best) ? rate : best))
}

/** The frame that begins nearest to a time. */
export function secondsToFrame(timeS: number, rate: FrameRate): number {
  if (!Number.isFinite(timeS)) throw new RangeError(`not a time: ${timeS}`)
  return Math.round((timeS * rate.numerator) / rate.denominator)
}

export function frameToSeconds(frame: number, rate: FrameRate): number {
  return (frame * rate.denominator) / rate.numerator
}

/** Drop-frame labels exist where the labels of a second outnumber its frames by 1001 to 1000, and only at these rates. */
export function canDropFrames(rate: FrameRate): boolean {
  return rate.denominator === 1001 && rate.labelsPerSecond % 30 === 0
}

/** Labels skipped at the start of each minute but every tenth: 2 at 29.97, 4 at 59.94. */
function droppedLabels(rate: FrameRate): number {
  return rate.labelsPerSecond / 15
}

/** Frames from 00:00:00:00 until the labels begin again. */
export function framesPerDay(rate: FrameRate, dropFrame: boolean): number {
  return rate.labelsPerSecond * 86_400 - (dropFrame ? droppedLabels(rate) * (1440 - 144) : 0)
}

/**
 * The label of a frame (SMPTE ST 12-1): HH:MM:SS:FF, with a semicolon before the frames for drop-frame. Labels begin
 * again after 24 hours.
 *
 * @param frame counted from 00:00:00:00; a negative one counts back from midnight
 * @throws RangeError for drop-frame at a rate that has none, or a frame that is no integer
 */
export function frameToTimecode(frame: number, rate: FrameRate, dropFrame: boolean): string {
  if (!Number.isSafeInteger(frame)) throw new RangeError(`not a frame: ${frame}`)
  if (dropFrame && !canDropFrames(rate)) throw new RangeError(`no drop-frame timecode at ${rate.name} fps`)
  const day = framesPerDay(rate, dropFrame)
  const frameOfDay = ((frame % day) + day) % day
  const label = dropFrame ? labelWithDrops(frameOfDay, rate) : frameOfDay
  const seconds = Math.floor(label / rate.labelsPerSecond)
  const hhmmss = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits)
  return `${hhmmss.join(':')}${dropFrame ? ';' : ':'}${twoDigits(label % rate.labelsPerSecond)}`
}

/** The number that the label would have if no label had been skipped. */
function labelWithDrops(frame: number, rate: FrameRate): number {
  const dropped = droppedLabels(rate)
  const framesPerTenMinutes = rate.labelsPerSecond * 600 - dropped * 9
  const framesPerMinute = rate.labelsPerSecond * 60 - dropped
  const tens = Math.floor(frame / framesPerTenMinutes)
  const rest = frame % framesPerTenMinutes
  // The first minute of ten is whole, so its surplus frames must not count as a minute.
  const minutes = Math.max(0, Math.floor((rest - dropped) / framesPerMinute))
  return frame + dropped * (tens * 9 + minutes)
}

/**
 * Reads a label as files carry it. A semicolon, comma or full stop before the frames, or semicolons throughout, mean
 * drop-frame; at a rate that has none they are read as colons.
 *
 * @returns null for what is no label at this rate, a skipped label included
 */
export function timecodeToFrame(text: string, rate: FrameRate): ParsedTimecode | null {
  const match = /^(\d{2})[:;](\d{2})[:;](\d{2})([:;.,])(\d{2})$/.exec(text.trim())
  if (!match) return null
  const [hours, minutes, seconds, labels] = [match[1], match[2], match[3], match[5]].map(Number) as [
    number,
    number,
    number,
    number,
  ]
  if (hours > 23 || minutes > 59 || seconds > 59 || labels >= rate.labelsPerSecond) return null
  const dropFrame = match[4] !== ':' && canDropFrames(rate)
  const label = (hours * 3600 + minutes * 60 + seconds) * rate.labelsPerSecond + labels
  if (!dropFrame) return { frame: label, dropFrame }
  const dropped = droppedLabels(rate)
  if (minutes % 10 !== 0 && seconds === 0 && labels < dropped) return null
  const minute = hours * 60 + minutes
  return { frame: label - dropped * (minute - Math.floor(minute / 10)), dropFrame }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
