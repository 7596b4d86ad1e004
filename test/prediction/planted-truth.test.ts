import { describe, expect, it } from 'vitest'
import { crossValidate } from '../../electron/prediction/cross-validation.ts'
import type { FeatureMatrix } from '../../electron/prediction/feature-matrix.ts'
import { foldsOf, shuffledFolds } from '../../electron/prediction/folds.ts'
import { importances, type Importance } from '../../electron/prediction/importance.ts'
import { learn } from '../../electron/prediction/learn.ts'
import { figuresOf, type ValidationFigures } from '../../electron/prediction/validation-figures.ts'
import { toScale } from '../../electron/prediction/target-scale.ts'
import { matrixOf, normals, range, uniforms } from './tables.ts'

/** Within one account views spread by a factor of 2.4 either way (a deviation of 1.26 on a log2 scale: science of SMP-Video 2025). */
const spread = 1.26 * Math.LN2
const features = 12

/** The posts of one account: views of which a part, in deviations, comes from the first feature, the hook. */
function account(
  posts: number,
  effect: number,
  seed: number,
): { matrix: FeatureMatrix; views: Float64Array } {
  const columns = Array.from({ length: features }, (_, f) => Array.from(uniforms(posts, seed * 100 + f)))
  const chance = normals(posts, seed * 100 + features)
  const views = chance.map((z, i) => {
    const hook = (columns[0]![i]! - 0.5) * Math.sqrt(12)
    return Math.round(Math.exp(7 + spread * (effect * hook + z)))
  })
  const names = columns.map((_, f) => ({ name: f === 0 ? 'hook' : `other ${f}` }))
  return { matrix: matrixOf(columns, names), views }
}

async function judge({ matrix, views }: ReturnType<typeof account>): Promise<ValidationFigures> {
  const groups = range(matrix.rows)
  const validation = await crossValidate({
    matrix,
    target: views,
    groups,
    folds: foldsOf(groups, shuffledFolds(matrix.rows, 5, 0), 5),
    candidates: 1,
    seed: 0,
    onProgress: () => Promise.resolve(),
  })
  return figuresOf(validation, views, groups)
}

function most({ matrix, views }: ReturnType<typeof account>): Importance {
  const rows = range(matrix.rows)
  const target = views.map((value) => toScale({ kind: 'log', unit: 1 }, value))
  const task = { matrix, target, groups: rows, rows, asked: new Int32Array(), candidates: 1, seed: 0 }
  return importances(learn(task).location.unweighed, matrix, rows)[0]!
}

// If these fail, the model tells an account what chance did, or misses what its hooks do.
describe('planted truth', () => {
  it('without any effect is "no better than your median" in at least 90 of 100 accounts', async () => {
    let better = 0
    for (let seed = 1; seed <= 100; seed++) if ((await judge(account(60, 0, seed))).betterThanMedian) better++
    expect(better).toBeLessThanOrEqual(10)
  }, 60_000)

  it('the effect of the hook is found, and its sign, from 60 posts on', () => {
    let found = 0
    for (let seed = 1; seed <= 20; seed++) {
      const { feature, direction } = most(account(60, 1, seed))
      if (feature === 'hook' && direction! > 0.5) found++
    }
    expect(found).toBeGreaterThanOrEqual(19)
  }, 40_000)

  it.each([10, 20, 50])(
    'of %i posts without effect is forecast as well as by their median',
    async (posts) => {
      let model = 0
      let middle = 0
      for (let seed = 1; seed <= 20; seed++) {
        const { mae, median } = await judge(account(posts, 0, seed))
        model += Math.log(mae)
        middle += Math.log(median.mae)
      }
      // Geometric means over 20 accounts: shrinking leaves at most 3 % of overfitting.
      expect(Math.exp((model - middle) / 20)).toBeLessThan(1.03)
    },
    40_000,
  )

  it('of 50 posts with a strong effect is forecast better than by their median', async () => {
    let model = 0
    let middle = 0
    for (let seed = 1; seed <= 10; seed++) {
      const { mae, median } = await judge(account(50, 1.2, seed))
      model += Math.log(mae)
      middle += Math.log(median.mae)
    }
    expect(Math.exp((model - middle) / 10)).toBeLessThan(0.95)
  }, 40_000)
})
