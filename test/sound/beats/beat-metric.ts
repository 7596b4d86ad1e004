export interface Match {
  precision: number
  recall: number
  fMeasure: number
}

/**
 * How well events are found, as mir_eval.onset and mir_eval.util.match_events: each reference and each estimate belongs
 * to one pair at most, the most pairs possible within the window. All 0 where either side has no events.
 *
 * @param reference times in s, rising
 * @param estimated times in s, rising
 */
export function matched(reference: readonly number[], estimated: readonly number[], windowS: number): Match {
  if (reference.length === 0 || estimated.length === 0) return { precision: 0, recall: 0, fMeasure: 0 }
  let hits = 0
  // On a line, taking the earliest partner that is still free gives the most pairs.
  for (let r = 0, e = 0; r < reference.length && e < estimated.length;) {
    const distance = estimated[e]! - reference[r]!
    if (Math.abs(distance) <= windowS) {
      hits++
      r++
      e++
    } else if (distance < 0) e++
    else r++
  }
  const precision = hits / estimated.length
  const recall = hits / reference.length
  return { precision, recall, fMeasure: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** mir_eval.beat.f_measure: within 70 ms, beats before 5 s left out. */
export function beatFMeasure(reference: readonly number[], estimated: readonly number[], fromS = 5): number {
  const kept = (times: readonly number[]): number[] => times.filter((time) => time >= fromS)
  return matched(kept(reference), kept(estimated), 0.07).fMeasure
}

export function onsetMatch(reference: readonly number[], estimated: readonly number[]): Match {
  return matched(reference, estimated, 0.05)
}

/** mir_eval.tempo.detection: of two reference tempos the first counts `weight`, each right within 8 %. */
export function tempoDetection(
  reference: readonly [number, number],
  weight: number,
  estimated: readonly [number, number],
): { pScore: number; oneCorrect: boolean; bothCorrect: boolean } {
  const hits = reference.map(
    (bpm) => bpm > 0 && estimated.some((other) => Math.abs(other - bpm) / bpm <= 0.08),
  )
  return {
    pScore: (hits[0] ? weight : 0) + (hits[1] ? 1 - weight : 0),
    oneCorrect: hits[0]! || hits[1]!,
    bothCorrect: hits[0]! && hits[1]!,
  }
}
