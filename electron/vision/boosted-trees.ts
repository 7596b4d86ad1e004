/** Boosted trees of depth 3 as flat columns, tree after tree: 7 questions (level by level) and 8 answers each. */
export interface BoostedTrees {
  bias: number
  /** The feature that a question asks for; over the threshold goes right. */
  features: readonly number[]
  thresholds: readonly number[]
  answers: readonly number[]
}

const levels = 3
const questions = 7
const answers = 8

/** The trees' probability for a row of features, 0 to 1. */
export function probability(trees: BoostedTrees, features: readonly number[]): number {
  let score = trees.bias
  const count = trees.answers.length / answers
  for (let tree = 0; tree < count; tree++) {
    let node = 0
    for (let level = 0, first = tree * questions; level < levels; level++) {
      const question = first + node
      first += 1 << level
      node = node * 2 + (features[trees.features[question]!]! > trees.thresholds[question]! ? 1 : 0)
    }
    score += trees.answers[tree * answers + node]!
  }
  return 1 / (1 + Math.exp(-score))
}
