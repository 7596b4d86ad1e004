/** How a grade, or a score out of 100 as a share, is coloured; the number always stands beside the colour. */
export type GradeBand = 'good' | 'fair' | 'poor'

export function gradeBand(grade: number): GradeBand {
  if (grade >= 0.7) return 'good'
  return grade >= 0.4 ? 'fair' : 'poor'
}
