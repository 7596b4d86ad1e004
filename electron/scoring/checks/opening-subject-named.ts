import { defineCheck } from '../check.ts'
import { judgeHowSoonNamed } from '../judge-naming.ts'

/** ABCD "product shown or said in the first 5 s", graded by how much later it comes. */
export const openingSubjectNamed = defineCheck({
  id: 'opening-subject-named',
  part: 'hook',
  label: 'What it is about is there in the first 5 s',
  thresholds: ['bestS', 'worstS'],
  judge: (draft, t) => judgeHowSoonNamed(draft, 'subject', t),
})
