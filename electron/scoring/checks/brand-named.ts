import { defineCheck } from '../check.ts'
import { judgeHowLongNamed } from '../judge-naming.ts'

/** ABCD "brand shown or said", graded by for how long; what is said counts as shown for `saidS`. */
export const brandNamed = defineCheck({
  id: 'brand-named',
  part: 'content',
  label: 'The brand is shown or said',
  thresholds: ['bestS', 'saidS'],
  judge: (draft, t) => judgeHowLongNamed(draft, 'brand', t),
})
