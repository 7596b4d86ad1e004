import { seededRandom, shuffle } from './random.ts'

/** Which rows a model is trained on and which it is then asked about. */
export interface Fold {
  training: Int32Array
  held: Int32Array
}

/**
 * The fold of each row, whole groups in one, as scikit-learn's GroupKFold has them: largest group first into the lightest fold, of
 * groups of one size the last first. (scikit-learn 1.9; before, numpy's unstable sort left that to the processor.)
 *
 * @param groups by row: whole numbers from 0 on in the order in which the groups' names sort
 * @returns by row, 0 to folds − 1
 */
export function groupFolds(groups: Int32Array, folds: number): Int32Array {
  const sizes = new Int32Array(groups.reduce((most, group) => Math.max(most, group), -1) + 1)
  for (const group of groups) sizes[group]!++
  const order = Int32Array.from(sizes, (_, group) => group).sort((a, b) => sizes[b]! - sizes[a]! || b - a)
  const rowsOfFold = new Int32Array(folds)
  const foldOfGroup = new Int32Array(sizes.length)
  for (const group of order) {
    let lightest = 0
    for (let fold = 1; fold < folds; fold++) if (rowsOfFold[fold]! < rowsOfFold[lightest]!) lightest = fold
    rowsOfFold[lightest]! += sizes[group]!
    foldOfGroup[group] = lightest
  }
  return groups.map((group) => foldOfGroup[group]!)
}

/** The fold of each of some rows in which every row is a group of its own, drawn by seed. */
export function shuffledFolds(rows: number, folds: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: rows }, (_, i) => i)
  shuffle(order, seededRandom(seed))
  const fold = new Int32Array(rows)
  order.forEach((row, place) => (fold[row] = place % folds))
  return fold
}

/** @param rows those that were assigned, in the order of `foldOf` */
export function foldsOf(rows: Int32Array, foldOf: Int32Array, folds: number): Fold[] {
  return Array.from({ length: folds }, (_, fold) => ({
    training: rows.filter((_, i) => foldOf[i] !== fold),
    held: rows.filter((_, i) => foldOf[i] === fold),
  })).filter(({ training, held }) => training.length > 0 && held.length > 0)
}

/**
 * Trains on what came before and asks about what came next (scikit-learn's TimeSeriesSplit): the rows in order of time are cut
 * into folds + 1 parts, and each but the first is held once.
 *
 * @param times by row; rows of the same time in the order of `rows`
 */
export function timeOrderedFolds(rows: Int32Array, times: ArrayLike<number>, folds: number): Fold[] {
  const ordered = Int32Array.from(Array.from(rows).sort((a, b) => times[a]! - times[b]!))
  const size = Math.floor(ordered.length / (folds + 1))
  const first = ordered.length - folds * size
  return Array.from({ length: folds }, (_, fold) => ({
    training: ordered.slice(0, first + fold * size),
    held: ordered.slice(first + fold * size, first + (fold + 1) * size),
  })).filter(({ training, held }) => training.length > 0 && held.length > 0)
}
