import { HooklineError } from '../../shared/contract/errors.ts'
import type { ModelCard, TrainedTable } from '../../shared/contract/models.ts'
import { keptModelName, onnxFileName, packModel, unpackModel, type KeptModel } from './kept-model.ts'
import { writeOnnx } from './onnx/write-model.ts'
import { challenge } from './registry/challenge.ts'
import { modelRegistry, type Change, type ModelRegistry, type NewCard } from './registry/model-registry.ts'
import { trainOnTable, type TableTraining } from './train-on-table.ts'

export interface TrainingJob extends TableTraining {
  modelsFolder: string
}

/**
 * Trains on a table, keeps the model as the next version of its scope, and puts it in use where it is at least as good as the one in
 * use, or where there is none.
 *
 * @throws HooklineError what `trainOnTable` throws
 */
export async function trainAndKeep(
  job: TrainingJob,
  signal: AbortSignal,
  onProgress: (fraction: number) => Promise<void>,
): Promise<TrainedTable> {
  const registry = modelRegistry(job.modelsFolder)
  const trained = await trainOnTable(job, signal, onProgress)
  const notes = [...trained.notes]
  const champion = await championOf(registry, trained.card.scope, notes)
  const held = champion ? await challenge(champion, trained, job.path, signal) : null
  const { cards } = await registry.list()
  const last = cards.find(({ scope }) => scope === trained.card.scope)
  // What was compared stays known until it is compared again.
  const kinds = trained.card.kinds ?? last?.kinds
  const newCard = { ...trained.card, ...(kinds && { kinds }) }
  const card = await registry.store(newCard, changeFrom(last, newCard), {
    [keptModelName]: packModel(trained.model),
    [onnxFileName]: writeOnnx(trained.model.forecaster, trained.model.features, {
      target: trained.card.target,
      trained: trained.card.createdAt,
    }),
  })
  const isActive = held?.replaced ?? true
  if (isActive) await registry.activate(card)
  else notes.push(`${held!.champion} stays in use: on the same posts it is nearer.`)
  return {
    model: card.id,
    rows: trained.table.matrix.rows,
    folds: card.folds,
    metrics: metricsOf(card),
    seconds: card.seconds,
    active: isActive,
    challenge: held,
    card,
    table: trained.tableNotes,
    notes,
    outOfFold: trained.outOfFold,
  }
}

function metricsOf({ figures }: ModelCard): TrainedTable['metrics'] {
  const { mae, r2, spearman, coverage80, coverage50 } = figures
  return { mae, r2, spearman, coverage80, coverage50 }
}

/** The model in use; one that can't be read is told and replaced. */
async function championOf(
  registry: ModelRegistry,
  scope: string,
  notes: string[],
): Promise<{ id: string; model: KeptModel } | null> {
  const id = await registry.active(scope)
  if (id === null) return null
  try {
    return { id, model: unpackModel(await registry.file(await registry.card(id), keptModelName)) }
  } catch (thrown) {
    if (!(thrown instanceof HooklineError)) throw thrown
    notes.push(thrown.message)
    return null
  }
}

function changeFrom(last: ModelCard | undefined, card: NewCard): Change {
  if (!last) return 'major'
  const sameFeatures = last.features.join('\n') === card.features.join('\n')
  if (!sameFeatures || last.group !== card.group) return 'major'
  return last.data.fingerprint === card.data.fingerprint ? 'patch' : 'minor'
}
