import { basename, resolve } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { ModelFigures, TrainedTable, Training } from '../../../shared/contract/models.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import type { CommandContext } from '../command-context.ts'
import { libraryTrainingText } from '../forecast-text.ts'

export interface TrainOptions {
  platform?: PlatformId
  table?: string
  target?: string
  group?: string
  time?: string
  features?: string
}

/** `hookline train [--platform P]` on the history, `hookline train --table FILE --target COLUMN` on a table. */
export async function trainCommand(context: CommandContext, options: TrainOptions): Promise<void> {
  const { table, target, group, time, features, platform } = options
  if (table === undefined && target === undefined) {
    const result = await context.call('train', { platform }, 'history')
    context.print(context.json ? JSON.stringify(result) : libraryTrainingText(result))
    return
  }
  if (table === undefined || target === undefined) {
    throw new HooklineError(
      'usage',
      'Training on a table needs --table FILE.csv and --target COLUMN.',
      'See `hookline train --help`.',
    )
  }
  const trained = await context.call(
    'trainTable',
    {
      path: resolve(table),
      target,
      group,
      time,
      features: features
        ?.split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    },
    basename(table),
  )
  for (const note of trained.notes) context.tell(note)
  if (context.json) context.print(JSON.stringify(documentOf(trained)))
  else context.print(trainingText(trained))
}

function documentOf({ model, rows, folds, metrics, outOfFold, seconds, ...rest }: TrainedTable): Training {
  return { model, rows, folds, metrics, outOfFold: rowsOf(outOfFold), seconds, ...rest }
}

/** Rows from columns. */
function rowsOf({
  prediction,
  low50,
  high50,
  low80,
  high80,
}: TrainedTable['outOfFold']): Training['outOfFold'] {
  return Array.from(prediction, (value, row) => ({
    prediction: value,
    low50: low50[row]!,
    high50: high50[row]!,
    low80: low80[row]!,
    high80: high80[row]!,
  }))
}

function trainingText({ model, rows, seconds, active, card, table, challenge }: TrainedTable): string {
  const lines = [
    `${model}  ${rows} rows, ${card.features.length} features, ${seconds.toFixed(1)} s${active ? ', in use' : ''}`,
    '',
    figuresText('held-out groups', card.figures),
    ...(card.timeOrder
      ? [figuresText('past to future', card.timeOrder.past), figuresText('at random', card.timeOrder.random)]
      : []),
    `${'your median'.padEnd(16)} mean error ${short(card.figures.median.mae)}`,
    '',
    'What moves forecasts most:',
    ...card.importances
      .slice(0, 8)
      .map(
        ({ feature, moves, direction }) =>
          `  ${short(moves).padStart(8)}  ${feature}${direction === null ? '' : direction > 0 ? ' (more is more)' : ' (more is less)'}`,
      ),
  ]
  if (challenge) {
    lines.push(
      '',
      `Against ${challenge.champion} on ${challenge.rows} posts: mean error ${short(challenge.challengerMae)}, its ${short(challenge.championMae)}.`,
    )
  }
  for (const { name, reason } of table.leftOut)
    lines.push(`Left out: ${name} (${reason.replaceAll('-', ' ')})`)
  for (const { row, column, value } of table.badCells.first.slice(0, 10)) {
    lines.push(`Row ${row}, ${column}: “${value}” counts as missing.`)
  }
  if (table.badCells.count > 10) lines.push(`… ${table.badCells.count} such cells in all.`)
  return lines.join('\n')
}

function figuresText(name: string, { mae, r2, spearman, coverage80, coverage50 }: ModelFigures): string {
  const of = (value: number | null): string => (value === null ? '–' : value.toFixed(2))
  return `${name.padEnd(16)} mean error ${short(mae)}, rank correlation ${of(spearman)}, R² ${of(r2)}; intervals of 80 % hold ${percent(coverage80)}, of 50 % ${percent(coverage50)}`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}

/** Three digits that count. */
function short(value: number): string {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}
