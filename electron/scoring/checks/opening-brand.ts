import { defineCheck } from '../check.ts'
import { judgeHowSoonNamed } from '../judge-naming.ts'

/** ABCD "brand shown or said in the first 5 s", graded by how much later it comes. */
export const openingBrand = defineCheck({
  id: 'opening-brand',
  part: 'hook',
  label: 'The brand is there in the first 5 s',
  thresholds: ['bestS', 'worstS'],
  judge: (draft, t) => judgeHowSoonNamed(draft, 'brand', t),
})
