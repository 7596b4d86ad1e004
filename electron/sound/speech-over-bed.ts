import type { LoudnessFacts, Measurement, Span } from '../../shared/contract/measurement.ts'

type Segments = Measurement['audioSegments']

/** The bed of a stretch of speech is the music alone within 8 s of it. */
const bedWithinS = 8
/** A momentary window is 0.4 s long and has to lie within what it tells of. */
const windowS = 0.4

/**
 * How far speech lies above the music under it, LU: momentary loudness where somebody speaks over music, less the music's own
 * power, against the music alone in the gaps nearby. Pauses within speech (10 LU below its mean) don't count. Null where no speech has
 * music under it, or the music is never heard alone near it.
 */
export function speechOverBed(
  segments: Segments,
  loudness: LoudnessFacts | null,
): Measurement['speechOverBed'] {
  if (!loudness) return null
  const powersIn = (spans: readonly Span[]): number[] => windowPowersIn(loudness, spans)
  const beds = segments.filter(({ kind }) => kind === 'music')
  const spans: NonNullable<Measurement['speechOverBed']>['spans'] = []
  const speechPowers: number[] = []
  const bedPowers: number[] = []
  for (const spoken of segments.filter(({ kind }) => kind === 'speech+music')) {
    const near = beds.flatMap(({ startS, endS }) => {
      const from = Math.max(startS, spoken.startS - bedWithinS)
      const to = Math.min(endS, spoken.endS + bedWithinS)
      return to - from >= windowS ? [{ startS: from, endS: to }] : []
    })
    const bed = mean(powersIn(near))
    const speech = gatedMean(powersIn([spoken]))
    if (bed === null || speech === null) continue
    const alone = Math.max(speech - bed, 0.01 * bed)
    spans.push({ startS: spoken.startS, endS: spoken.endS, lu: 10 * Math.log10(alone / bed) })
    speechPowers.push(alone * (spoken.endS - spoken.startS))
    bedPowers.push(bed * (spoken.endS - spoken.startS))
  }
  if (spans.length === 0) return null
  return { lu: 10 * Math.log10(sum(speechPowers) / sum(bedPowers)), spans }
}

/** Powers of the windows that lie wholly within the spans; value i ends at (i + 1) / rate. */
function windowPowersIn({ momentaryLufs, momentaryRateHz }: LoudnessFacts, spans: readonly Span[]): number[] {
  return spans.flatMap(({ startS, endS }) => {
    const powers: number[] = []
    const first = Math.ceil((startS + windowS) * momentaryRateHz - 1e-6) - 1
    const last = Math.floor(endS * momentaryRateHz + 1e-6) - 1
    for (let i = Math.max(0, first); i <= Math.min(last, momentaryLufs.length - 1); i++) {
      const lufs = momentaryLufs[i]
      if (lufs != null) powers.push(10 ** (lufs / 10))
    }
    return powers
  })
}

function gatedMean(powers: readonly number[]): number | null {
  const all = mean(powers)
  return all === null ? null : mean(powers.filter((power) => power > all / 10))
}

function mean(values: readonly number[]): number | null {
  return values.length > 0 ? sum(values) / values.length : null
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
