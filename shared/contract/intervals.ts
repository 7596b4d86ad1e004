import { z } from 'zod'

const value = z.number()
export const intervalsSchema = z.object({
  value: value.describe('as many outcomes are expected above it as below'),
  low50: value,
  high50: value,
  low80: value,
  high80: value,
})
