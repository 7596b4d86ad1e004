/** Boosted trees as flat columns, tree after tree: 2 ^ depth − 1 questions (level by level) and 2 ^ depth answers each. */
export interface BoostedTrees {
  depth: number
  bias: number
  /** The feature that a question asks for; over the threshold goes right. */
  features: readonly number[]
  thresholds: readonly number[]
  answers: readonly number[]
}

/** The trees' probability for a row of features, 0 to 1. */
export function probability(trees: BoostedTrees, features: readonly number[]): number {
  let score = trees.bias
  const answers = 1 << trees.depth
  const questions = answers - 1
  const count = trees.answers.length / answers
  for (let tree = 0; tree < count; tree++) {
    let node = 0
    for (let level = 0, first = tree * questions; level < trees.depth; level++) {
      const question = first + node
      first += 1 << level
      node = node * 2 + (features[trees.features[question]!]! > trees.thresholds[question]! ? 1 : 0)
    }
    score += trees.answers[tree * answers + node]!
  }
  return 1 / (1 + Math.exp(-score))
}
