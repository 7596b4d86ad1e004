import { defineCheck } from '../check.ts'
import { judgeHowLongNamed } from '../judge-naming.ts'

/** ABCD "product shown or said", graded by for how long; what is said counts as shown for `saidS`. */
export const subjectNamed = defineCheck({
  id: 'subject-named',
  part: 'content',
  label: 'What it is about is written or said',
  thresholds: ['bestS', 'saidS'],
  judge: (draft, t) => judgeHowLongNamed(draft, 'subject', t),
})
