import { cellsOf, squaresOf, TextChange, type SquarePicture } from './text-change.ts'
import { editDistance } from './edit-distance.ts'
import { lineContrast } from './text-contrast.ts'
import { cutLine } from './text-line.ts'
import { lookHeightPx, TextLook } from './text-look.ts'
import type { TextModels } from './text-models.ts'
import { readLine, type TextReading } from './text-reading.ts'
import { findRegions, type GreyPicture, type PictureArea, type TextRegion } from './text-regions.ts'

/** A picture to look at, with its colours for contrast: planes of BT.709 at full range, chroma halved. */
export interface DetailPicture extends GreyPicture {
  timeS: number
  chroma: Uint8Array
}

/** One line of text as it was seen from picture to picture. */
export interface TextTrack {
  reading: TextReading
  /** Of the search that found it, 0 to 1. */
  score: number
  /** Where it stood, in pixels, from then on; one entry unless it moved. */
  places: { timeS: number; region: TextRegion }[]
  /** The last picture before it appeared; null: it is there from the first picture on. */
  notBeforeS: number | null
  firstS: number
  lastS: number
  /** The first picture after it was gone; null: it stays to the last picture. */
  goneS: number | null
  /** WCAG contrast ratios of letters against what surrounds them, at several times. */
  contrasts: number[]
}

interface LiveTrack extends TextTrack {
  look: TextLook
  region: TextRegion
  /** Pixels a second to the right and down, once it was seen to move. */
  velocity: { right: number; down: number }
  contrastAtS: number
}

/** Pictures kept to find where something began that was found late: as many as the longest patience. */
const kept = 13
/** Without any call the whole picture is searched now and then, ever more rarely while nothing is found. */
const firstPatienceS = 1
const lastPatienceS = 3
/** Nor does it wait when so many more places could hold text than at the last search: moving letters never stand still. */
const manyMore = { share: 0.25, cells: 4 }
/**
 * Searches are paid for in whole pictures, of which there is one a second of draft: what nobody called for waits until it can
 * be paid, the rest may run into debt. So restless footage costs no more than this.
 */
const searchesPerS = 1
const mostSaved = 4
const mostDebt = 4
const leastPrice = 0.1
/** An area larger than this share of the picture is searched as the whole picture: what is searched is scaled down anyway. */
const wholeFrom = 0.5
/** Smaller letters can't be read, in pixels of the line's height. */
const leastHeightPx = 9
/** A wall of words is read as far as anyone could: the largest lines of a picture, and so many a second of draft. */
const mostLinesAtOnce = 30
const linesAtFirst = 40
const linesPerS = 3
/** Slower lines stand still for the look that they are followed by, in pixels a second. */
const leastSpeed = 4
/** Contrast is measured so often: what is behind the letters changes. */
const contrastEveryS = 1

/** Follows lines of text from picture to picture: searches where something changed, reads what is new. */
export class TextFollower {
  readonly finished: TextTrack[] = []
  /** Time from which on lines were left unread because there are too many; null: none. */
  overloadedS: number | null = null
  private live: LiveTrack[] = []
  private readonly models: TextModels
  private readonly change = new TextChange()
  private readonly past: DetailPicture[] = []
  private dropped = false
  private searchedS = -Infinity
  private patienceS = firstPatienceS
  /** The fewest places that could have held text since the last search. */
  private fewestStrokes = Infinity
  private linesRead = 0
  private saved = mostSaved
  private pictureS = 0

  constructor(models: TextModels) {
    this.models = models
  }

  /** @returns the picture that is not kept any longer; null: all are */
  async next(picture: DetailPicture): Promise<DetailPicture | null> {
    const squares = squaresOf(picture)
    const lost = this.live.filter((track) => !this.follow(track, picture))
    this.live = this.live.filter((track) => !lost.includes(track))
    const explained = new Set(this.live.flatMap(({ region }) => cellsOf(around(region, 0.3), squares)))
    const { calling, strokes } = this.change.next(squares, explained)
    const area = this.areaToSearch(picture, calling, strokes, lost)
    if (area) await this.search(picture, squares, area, lost)
    for (const track of lost) if (!this.live.includes(track)) this.end(track, picture.timeS)
    this.past.push(picture)
    if (this.past.length <= kept) return null
    this.dropped = true
    return this.past.shift()!
  }

  finish(): void {
    for (const track of this.live) this.end(track, null)
    this.live = []
  }

  /** Whether the line is where it was, or where it should be by now. */
  private follow(track: LiveTrack, picture: DetailPicture): boolean {
    if (track.velocity.right !== 0 || track.velocity.down !== 0) {
      const ahead = shifted(track.region, track.velocity, picture.timeS - track.lastS)
      if (track.look.follow(picture, ahead)) {
        track.region = ahead
        track.places.push({ timeS: picture.timeS, region: ahead })
        this.seen(track, picture)
        return true
      }
    }
    if (!track.look.follow(picture, track.region)) return false
    this.seen(track, picture)
    return true
  }

  private seen(track: LiveTrack, picture: DetailPicture): void {
    track.lastS = picture.timeS
    if (picture.timeS - track.contrastAtS < contrastEveryS) return
    track.contrastAtS = picture.timeS
    const contrast = lineContrast(picture, track.region)
    if (contrast !== null) track.contrasts.push(contrast)
  }

  private end(track: LiveTrack, goneS: number | null): void {
    const { reading, score, places, notBeforeS, firstS, lastS, contrasts } = track
    this.finished.push({ reading, score, places, notBeforeS, firstS, lastS, goneS, contrasts })
  }

  /** Null: nothing has changed that could be text. */
  private areaToSearch(
    picture: DetailPicture,
    calling: PictureArea | null,
    strokes: number,
    lost: readonly LiveTrack[],
  ): PictureArea | null {
    const whole = { x: 0, y: 0, width: picture.width, height: picture.height }
    this.saved = Math.min(mostSaved, this.saved + searchesPerS * (picture.timeS - this.pictureS))
    this.pictureS = picture.timeS
    const isDue = strokes > 0 && picture.timeS - this.searchedS >= this.patienceS
    const hasMore = strokes > (1 + manyMore.share) * this.fewestStrokes + manyMore.cells
    this.fewestStrokes = Math.min(this.fewestStrokes, strokes)
    if ((isDue || hasMore) && this.saved >= 1) {
      this.fewestStrokes = strokes
      return whole
    }
    const areas = [
      ...(calling ? [grown(calling, 32)] : []),
      // Captions are replaced by ones of another length and as many lines.
      ...lost.map(({ region }) => ({ ...around(region, 1.2), x: 0, width: picture.width })),
    ]
    if (areas.length === 0 || this.saved < -mostDebt) return null
    const area = within(union(areas), whole)
    return area.width * area.height > wholeFrom * whole.width * whole.height ? whole : area
  }

  private async search(
    picture: DetailPicture,
    squares: SquarePicture,
    area: PictureArea,
    lost: readonly LiveTrack[],
  ): Promise<void> {
    this.saved -= Math.max(leastPrice, (area.width * area.height) / (picture.width * picture.height))
    const found = await findRegions(this.models, picture, area)
    if (found.some((region) => isCutOff(region, area, picture))) {
      const wider = { x: 0, y: 0, width: picture.width, height: picture.height }
      return this.search(picture, squares, wider, lost)
    }
    this.change.lookedAt(squares, area)
    let isNews = false
    const unknown = found
      .filter((region) => region.height >= leastHeightPx)
      .filter((region) => !this.live.some((track) => isSamePlace(track.region, region)))
      .toSorted((a, b) => b.width * b.height - a.width * a.height)
    for (const [rank, region] of unknown.entries()) {
      if (this.moved(picture, region, lost)) continue
      if (rank >= mostLinesAtOnce || this.linesRead >= linesAtFirst + linesPerS * picture.timeS) {
        this.overloadedS ??= picture.timeS
        break
      }
      isNews = true
      await this.read(picture, region, lost)
    }
    if (area.width < picture.width || area.height < picture.height) return
    this.searchedS = picture.timeS
    this.patienceS = isNews ? firstPatienceS : Math.min(lastPatienceS, 2 * this.patienceS)
  }

  /** Whether the letters of a lost line stand there now. */
  private moved(picture: DetailPicture, region: TextRegion, lost: readonly LiveTrack[]): boolean {
    const track = lost.find((one) => {
      if (this.live.includes(one) || Math.abs(region.width / one.region.width - 1) > 0.15) return false
      return one.look.isAt(picture, { ...one.region, x: region.x, y: region.y, angle: region.angle })
    })
    if (!track) return false
    this.goOn(track, picture, { ...track.region, x: region.x, y: region.y, angle: region.angle })
    return true
  }

  private goOn(track: LiveTrack, picture: DetailPicture, region: TextRegion): void {
    const isFirstMove = track.places.length === 1
    const afterS = picture.timeS - track.lastS
    if (afterS > 0) {
      const right = (region.x - track.region.x) / afterS
      const down = (region.y - track.region.y) / afterS
      track.velocity = Math.hypot(right, down) > leastSpeed ? { right, down } : { right: 0, down: 0 }
    }
    if (isFirstMove && track.lastS === track.places[0]!.timeS) {
      Object.assign(track, this.beginning(track.lastS, track.region, track.look, track.velocity))
    }
    track.region = region
    track.places.push({ timeS: picture.timeS, region })
    this.live.push(track)
    this.seen(track, picture)
  }

  private async read(picture: DetailPicture, region: TextRegion, lost: readonly LiveTrack[]): Promise<void> {
    this.linesRead++
    const reading = await readLine(this.models, picture, region)
    const look = new TextLook(cutLine(picture, region, lookHeightPx))
    const same = lost.find(
      (track) =>
        !this.live.includes(track) && isNear(track.region, region) && isSameText(track.reading, reading),
    )
    if (same) {
      if (reading.confidence > same.reading.confidence) same.reading = reading
      same.look = look
      this.goOn(same, picture, region)
      return
    }
    this.supersede(region, reading, picture.timeS)
    const track: LiveTrack = {
      reading,
      score: region.score,
      places: [{ timeS: picture.timeS, region }],
      ...this.beginning(picture.timeS, region, look),
      lastS: picture.timeS,
      goneS: null,
      contrasts: [],
      look,
      region,
      velocity: { right: 0, down: 0 },
      contrastAtS: -Infinity,
    }
    this.live.push(track)
    this.seen(track, picture)
  }

  /** A line that takes in another one replaces it: words were added, or only a part had been found. */
  private supersede(region: TextRegion, reading: TextReading, timeS: number): void {
    for (const track of this.live.filter((one) => overlap(one.region, region) > 0.7)) {
      this.live.splice(this.live.indexOf(track), 1)
      if (track.reading.unread === null || reading.unread !== null) this.end(track, timeS)
    }
  }

  /** How far back the same letters were there already, or on the way there. */
  private beginning(
    foundS: number,
    region: TextRegion,
    look: TextLook,
    velocity = { right: 0, down: 0 },
  ): Pick<TextTrack, 'firstS' | 'notBeforeS'> {
    let firstS = foundS
    for (const earlier of this.past.toReversed()) {
      if (earlier.timeS >= foundS) continue
      const there = shifted(region, velocity, earlier.timeS - foundS)
      if (!look.isAt(earlier, there)) return { firstS, notBeforeS: earlier.timeS }
      firstS = earlier.timeS
    }
    // Further back nothing is kept: it has been there at least as long.
    return { firstS, notBeforeS: this.dropped ? firstS : null }
  }
}

function shifted(
  region: TextRegion,
  { right, down }: { right: number; down: number },
  byS: number,
): TextRegion {
  return { ...region, x: region.x + right * byS, y: region.y + down * byS }
}

/** Whether a line reaches the edge of what was searched and may go on beyond it. */
function isCutOff(region: TextRegion, area: PictureArea, picture: GreyPicture): boolean {
  const edge = 4
  return (
    (area.x > 0 && region.x - region.width / 2 < area.x + edge) ||
    (area.y > 0 && region.y - region.height / 2 < area.y + edge) ||
    (area.x + area.width < picture.width && region.x + region.width / 2 > area.x + area.width - edge) ||
    (area.y + area.height < picture.height && region.y + region.height / 2 > area.y + area.height - edge)
  )
}

/** The upright rectangle around a line, larger on each side by a share of the line's height. */
function around({ x, y, width, height, angle }: TextRegion, share: number): PictureArea {
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  const outerWidth = width * cos + height * sin
  const outerHeight = width * sin + height * cos
  return grown(
    { x: x - outerWidth / 2, y: y - outerHeight / 2, width: outerWidth, height: outerHeight },
    share * height,
  )
}

function grown({ x, y, width, height }: PictureArea, by: number): PictureArea {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

function union(areas: readonly PictureArea[]): PictureArea {
  const x = Math.min(...areas.map((area) => area.x))
  const y = Math.min(...areas.map((area) => area.y))
  return {
    x,
    y,
    width: Math.max(...areas.map((area) => area.x + area.width)) - x,
    height: Math.max(...areas.map((area) => area.y + area.height)) - y,
  }
}

function within(area: PictureArea, whole: PictureArea): PictureArea {
  const x = Math.max(whole.x, area.x)
  const y = Math.max(whole.y, area.y)
  return {
    x,
    y,
    width: Math.max(1, Math.min(whole.width, area.x + area.width) - x),
    height: Math.max(1, Math.min(whole.height, area.y + area.height) - y),
  }
}

/** How much of the smaller of two lines lies in the other, level lines taken. */
function overlap(a: TextRegion, b: TextRegion): number {
  const across =
    Math.min(a.x + a.width / 2, b.x + b.width / 2) - Math.max(a.x - a.width / 2, b.x - b.width / 2)
  const down =
    Math.min(a.y + a.height / 2, b.y + b.height / 2) - Math.max(a.y - a.height / 2, b.y - b.height / 2)
  if (across <= 0 || down <= 0) return 0
  return (across * down) / Math.min(a.width * a.height, b.width * b.height)
}

/** A line that has become much longer is another one: words were added. */
function isSamePlace(known: TextRegion, found: TextRegion): boolean {
  return overlap(known, found) > 0.5 && found.width < 1.25 * known.width
}

/** What moves is not further away after a quarter of a second. */
function isNear(a: TextRegion, b: TextRegion): boolean {
  const reach = Math.max(2 * a.height, 0.5 * a.width)
  return Math.abs(a.x - b.x) < reach + Math.abs(a.width - b.width) / 2 && Math.abs(a.y - b.y) < reach
}

function isSameText(a: TextReading, b: TextReading): boolean {
  if (a.unread !== null || b.unread !== null || a.text === '' || b.text === '') return false
  return (
    editDistance(a.text.toLowerCase(), b.text.toLowerCase()) <= 0.25 * Math.max(a.text.length, b.text.length)
  )
}
