import type { MeasurementOutline } from '../../../../shared/contract/measurement.ts'
import type { Colours } from '../colours.ts'
import type { Lane, LaneNote } from '../lane.ts'
import { markOf, spanAt, visibleSpans } from './spans.ts'

type Kind = MeasurementOutline['audioSegments'][number]['kind']

const names: Readonly<Record<Kind, string>> = {
  speech: 'Speech',
  music: 'Music',
  'speech+music': 'Speech over music',
  noise: 'Noise',
  silence: 'Silence',
}

/** A drop is a short mark; it can be pointed at from half a second around. */
const dropPx = 2

/** What is heard when: speech, music, both, noise; with the drops of the music and the builds before them. */
export const speechLane: Lane = {
  id: 'speech',
  label: 'Sound',
  legend: () =>
    'Upper half: speech. Lower half: music; both where speech is over music. Grey line: noise; nothing: silence. Upright line: the music drops; rising wedge: the build before it.',
  figure: ({ measurement: { reactability } }) =>
    reactability === null ? null : `${Math.round(reactability.score * 100)} % speech`,
  heightPx: 24,
  leastHeightPx: 16,
  missing: ({ measurement }) =>
    !measurement.audio
      ? 'The draft has no sound'
      : measurement.audioSegments.every(({ kind }) => kind === 'silence')
        ? 'Nothing is heard'
        : null,
  draw(surface, { measurement }) {
    const { ctx, heightPx, colours } = surface
    const half = Math.floor((heightPx - 5) / 2)
    for (const { span, x, width } of visibleSpans(surface, measurement.audioSegments, 1)) {
      for (const { colour, y, height } of partsOf(span.kind, half, colours)) {
        ctx.fillStyle = colour
        ctx.fillRect(x, y, width, height)
      }
    }
    ctx.fillStyle = colours.text
    for (const { x, width } of visibleSpans(surface, measurement.builds, 2)) {
      ctx.globalAlpha = 0.35
      ctx.beginPath()
      ctx.moveTo(x, heightPx - 1)
      ctx.lineTo(x + width, heightPx - 1)
      ctx.lineTo(x + width, 2)
      ctx.fill()
      ctx.globalAlpha = 1
    }
    for (const { x } of visibleSpans(surface, measurement.drops.map(dropSpan), dropPx)) {
      ctx.fillRect(x, 0, dropPx, heightPx)
    }
  },
  noteAt: (place, { measurement }) => {
    const turn = spanAt([...measurement.drops.map(dropSpan), ...measurement.builds.map(buildSpan)], place)
    if (turn) return turn
    const segment = spanAt(measurement.audioSegments, { ...place, withinS: 0 })
    return segment && segmentNote(segment)
  },
  marks: ({ measurement }) => [
    ...measurement.audioSegments.filter(({ kind }) => kind !== 'silence').map(segmentNote),
    ...measurement.drops.map(dropSpan),
    ...measurement.builds.map(buildSpan),
  ],
}

function partsOf(
  kind: Kind,
  half: number,
  colours: Colours,
): { colour: string; y: number; height: number }[] {
  const speech = { colour: colours.speech, y: 2, height: half }
  const music = { colour: colours.music, y: 3 + half, height: half }
  switch (kind) {
    case 'speech':
      return [speech]
    case 'music':
      return [music]
    case 'speech+music':
      return [speech, music]
    case 'noise':
      return [{ colour: colours.silence, y: 1 + half, height: 3 }]
    case 'silence':
      return []
  }
}

function segmentNote(segment: MeasurementOutline['audioSegments'][number]): LaneNote {
  return markOf(segment, names[segment.kind], `${(segment.endS - segment.startS).toFixed(1)} s`)
}

function dropSpan({ timeS, strength }: MeasurementOutline['drops'][number]): LaneNote {
  return markOf({ startS: timeS, endS: timeS }, 'The music drops', `strength ${Math.round(strength * 100)} %`)
}

function buildSpan(build: MeasurementOutline['builds'][number]): LaneNote {
  return markOf(build, 'Build', `${(build.endS - build.startS).toFixed(1)} s up to the drop`)
}
