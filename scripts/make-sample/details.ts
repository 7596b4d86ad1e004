import type { DraftDetails } from '../../shared/contract/score.ts'

/** What the creator would type when posting the sample. */
export const sampleDetails: DraftDetails = {
  title: '3 coffee mistakes you make every morning',
  caption:
    'Your coffee isn’t bad, it’s just too hot, too old or not weighed. Which of the three was yours? Part two: milk.',
  hashtags: ['coffee', 'coffeetips', 'homebarista', 'pourover'],
  keywords: ['coffee mistakes', 'pour over', 'grind fresh', 'brew temperature'],
}
