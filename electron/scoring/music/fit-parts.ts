import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { FitPart, TrackInPoint, TrackMood } from '../../../shared/contract/music.ts'
import { clampFraction, ramp } from '../ramps.ts'
import { counted, decimal, percent } from '../wording.ts'
import { energyAlong } from './energy-along.ts'
import type { WantedMusic } from './wanted-music.ts'

/** What is known of a track that may go with a draft. */
export interface Candidate extends Pick<Measurement, 'tempo' | 'mood' | 'energy'> {
  durationS: number
  inPoint: TrackInPoint | null
}

type Judged = Pick<FitPart, 'grade' | 'reason'>

/** How much each reason counts. Convention: what can be measured most surely counts most. */
const weights = { 'in-point': 0.35, energy: 0.25, tempo: 0.2, mood: 0.2 }
const labels = {
  'in-point': 'Cuts on its beats',
  energy: 'Energy of the picture',
  tempo: 'Tempo',
  mood: 'Mood',
}

/** The reasons for a track's place, and the whole, 0 to 100. What can't be told counts as middling. */
export function fitOf(candidate: Candidate, wanted: WantedMusic): { fit: number | null; parts: FitPart[] } {
  const judged: Record<FitPart['id'], Judged> = {
    'in-point': inPointPart(candidate.inPoint),
    energy: energyPart(candidate, wanted),
    tempo: tempoPart(candidate, wanted),
    mood: moodPart(candidate, wanted),
  }
  const parts = (Object.keys(weights) as FitPart['id'][]).map((id) => ({
    id,
    label: labels[id],
    weight: weights[id],
    ...judged[id],
  }))
  const isTold = parts.some(({ grade }) => grade !== null)
  const whole = parts.reduce((sum, { grade, weight }) => sum + weight * (grade ?? 0.5), 0)
  return { fit: isTold ? Math.round(100 * whole) : null, parts }
}

/** What the best beginning gains over the best beginning for cuts set at random, over what there is to gain. */
function inPointPart(inPoint: TrackInPoint | null): Judged {
  if (!inPoint) return { grade: null, reason: 'Fewer than three cuts, or no beat in the track.' }
  const { cuts, onBeat, share, bestByChance } = inPoint
  return {
    grade: clampFraction((share - bestByChance) / Math.max(0.05, 1 - bestByChance)),
    reason: `${onBeat} of ${counted(cuts, 'cut')} on the beat from ${decimal(inPoint.startS, 2)} s; the best place for cuts set at random has ${percent(bestByChance)}.`,
  }
}

/** A tempo is the same within 2 %, another one from 12 % (two semitones) on; half and double go as well. */
const sameTempo = Math.log2(1.02)
const otherTempo = Math.log2(1.12)
/** Shots of more beats than this fit any tempo. */
const mostBeats = 8
const leastShots = 4

function tempoPart({ tempo }: Candidate, { own, draft }: WantedMusic): Judged {
  if (!tempo) return { grade: null, reason: 'The track has no beat that was found.' }
  const bpm = `${decimal(tempo.bpm, 0)} BPM`
  if (own.bpm !== null) {
    const apart = Math.min(...[0.5, 1, 2].map((times) => Math.abs(Math.log2((times * tempo.bpm) / own.bpm!))))
    return {
      grade: ramp(apart, otherTempo, sameTempo),
      reason: `${bpm}; the music in the draft has ${decimal(own.bpm, 0)}.`,
    }
  }
  const starts = [draft.visible.startS, ...draft.cuts, draft.visible.endS]
  const inBeats = starts.slice(1).map((endS, i) => ((endS - starts[i]!) * tempo.bpm) / 60)
  const judged = inBeats.filter((beats) => beats > 0.5 && beats <= mostBeats)
  if (judged.length < leastShots)
    return { grade: null, reason: `${bpm}; the draft has no music and too few short shots to tell a tempo.` }
  const off = judged.reduce((sum, beats) => sum + Math.abs(beats - Math.round(beats)), 0) / judged.length
  return {
    // By chance lengths are a quarter of a beat off on average.
    grade: ramp(off, 0.25, 0.05),
    reason: `${bpm}: shots are ${decimal(off, 2)} beats off whole beats on average, 0.25 by chance.`,
  }
}

const leastCurveS = 10

function energyPart(candidate: Candidate, { draft, pictureEnergy }: WantedMusic): Judged {
  const { energy, inPoint } = candidate
  if (!energy || pictureEnergy === null) return { grade: null, reason: 'Energy was not measured.' }
  const { meanEnergy, correlation, lastingS } = energyAlong(energy, inPoint?.startS ?? 0, draft)
  if (meanEnergy === null) return { grade: null, reason: 'The track has no sound there.' }
  const near = clampFraction(1 - Math.abs(meanEnergy - pictureEnergy) / 0.5)
  const levels = `Energy ${percent(meanEnergy)}, of the picture ${percent(pictureEnergy)}`
  if (correlation === null || lastingS < leastCurveS) return { grade: near, reason: `${levels}.` }
  return {
    grade: 0.5 * near + 0.5 * ((correlation + 1) / 2),
    reason: `${levels}; they rise and fall together at ${decimal(correlation, 2)} (1 is always, 0 is chance).`,
  }
}

/** Energy of each mood, for tracks of another. */
const energies: Record<TrackMood, number> = { energetic: 0.8, trending: 0.7, professional: 0.45, calm: 0.2 }

function moodPart({ mood }: Candidate, { wanted, own }: WantedMusic): Judged {
  if (!mood) return { grade: null, reason: 'Too little music to tell its mood.' }
  const heard = `${mood.label}, energy ${percent(mood.energy)}, brightness ${percent(mood.brightness)}`
  if (wanted.from === 'own-music' && own.mood) {
    const apart = Math.hypot(mood.energy - own.mood.energy, mood.brightness - own.mood.brightness)
    return {
      grade: clampFraction(1 - apart / 0.6),
      reason: `${heard}; the music in the draft is ${own.mood.label}, ${percent(own.mood.energy)} and ${percent(own.mood.brightness)}.`,
    }
  }
  if (!wanted.mood) return { grade: null, reason: `${heard}; no mood was asked for.` }
  const near = clampFraction(1 - Math.abs(mood.energy - energies[wanted.mood]) / 0.6)
  return {
    grade: mood.label === wanted.mood ? 0.5 + 0.5 * near : 0.5 * near,
    reason: `${heard}; ${wanted.mood} was asked for.`,
  }
}
