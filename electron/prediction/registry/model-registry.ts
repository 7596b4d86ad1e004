import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { modelCardSchema, type ModelCard } from '../../../shared/contract/models.ts'
import { z } from 'zod'

/** A card before its model is written. */
export type NewCard = Omit<ModelCard, 'id' | 'version' | 'files'>

/** How a new version differs from the last: other columns, other data, or neither. */
export type Change = 'major' | 'minor' | 'patch'

export const cardFileName = 'card.json'
const keptVersions = 5
const unfinished = '.unfinished-'
const abandonedMs = 86_400_000
const activeSchema = z.object({ active: z.string(), before: z.array(z.string()) })

/**
 * The models of a library, each a folder with its card. A folder gets its name when all in it is on the disk, and what is read is held
 * against the checksums of the card: a half-written model is never loaded.
 */
export interface ModelRegistry {
  /** All that are whole by their cards, newest first, and those that are not. */
  list(): Promise<{ cards: ModelCard[]; damaged: { id: string; reason: string }[] }>
  /** @throws HooklineError `model_unknown`, `model_damaged` */
  card(id: string): Promise<ModelCard>
  /** A file of a model, whole. @throws HooklineError `model_unknown`, `model_damaged` */
  file(card: ModelCard, name: string): Promise<Uint8Array>
  /** Writes a model under the next version of its scope. */
  store(card: NewCard, change: Change, files: Readonly<Record<string, Uint8Array>>): Promise<ModelCard>
  /** The model in use of a scope. */
  active(scope: string): Promise<string | null>
  activate(card: ModelCard): Promise<void>
  /** Puts the one before back. @throws HooklineError `usage` where there is none */
  rollBack(scope: string): Promise<ModelCard>
}

/** @param folder of the library's models; made when the first is written */
export function modelRegistry(folder: string): ModelRegistry {
  async function list(): ReturnType<ModelRegistry['list']> {
    const names = await readdir(folder).catch(() => [])
    const cards: ModelCard[] = []
    const damaged: { id: string; reason: string }[] = []
    for (const id of names) {
      if (id.startsWith('.') || id.endsWith('.json')) continue
      try {
        cards.push(await card(id))
      } catch (thrown) {
        damaged.push({ id, reason: thrown instanceof Error ? thrown.message : String(thrown) })
      }
    }
    cards.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || compareVersions(b.version, a.version))
    return { cards, damaged }
  }

  async function card(id: string): Promise<ModelCard> {
    if (!/^[\w.-]+$/.test(id) || id.startsWith('.')) throw unknown(id)
    const text = await readFile(join(folder, id, cardFileName), 'utf8').catch((cause: unknown) => {
      throw unknown(id, cause)
    })
    try {
      return modelCardSchema.parse(JSON.parse(text))
    } catch (cause) {
      throw damagedModel(id, cause)
    }
  }

  async function active(scope: string): Promise<z.infer<typeof activeSchema> | null> {
    const text = await readFile(activePath(scope), 'utf8').catch(() => null)
    if (text === null) return null
    const read = activeSchema.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  }

  const activePath = (scope: string): string => join(folder, `${scope}.json`)

  async function activate(chosen: ModelCard): Promise<void> {
    const now = await active(chosen.scope)
    if (now?.active === chosen.id) return
    const before = now ? [now.active, ...now.before.filter((id) => id !== now.active)] : []
    await write(activePath(chosen.scope), {
      active: chosen.id,
      before: before.filter((id) => id !== chosen.id).slice(0, keptVersions),
    })
  }

  async function write(path: string, value: unknown): Promise<void> {
    const next = `${path}.${process.pid}.next`
    await writeThrough(next, new TextEncoder().encode(JSON.stringify(value)))
    await rename(next, path)
  }

  /** Keeps the newest of a scope and the one in use. */
  async function prune(scope: string): Promise<void> {
    const inUse = (await active(scope))?.active
    const { cards } = await list()
    const old = cards.filter((one) => one.scope === scope).slice(keptVersions)
    for (const { id } of old) if (id !== inUse) await rm(join(folder, id), { recursive: true, force: true })
  }

  /** What a process left that was killed while it wrote. */
  async function removeAbandoned(): Promise<void> {
    for (const name of await readdir(folder)) {
      if (!name.startsWith(unfinished)) continue
      // Another engine may give it its name, or remove it, just now.
      const written = await stat(join(folder, name)).catch(() => null)
      if (written && Date.now() - written.mtimeMs > abandonedMs)
        await rm(join(folder, name), { recursive: true, force: true })
    }
  }

  return {
    list,
    card,
    async file({ id, files }, name) {
      const known = files[name]
      if (!known) throw damagedModel(id)
      const bytes = await readFile(join(folder, id, name)).catch((cause: unknown) => {
        throw damagedModel(id, cause)
      })
      if (sha256(bytes) !== known.sha256) throw damagedModel(id)
      return bytes
    },
    async store(newCard, change, files) {
      await mkdir(folder, { recursive: true })
      await removeAbandoned()
      const place = join(folder, `${unfinished}${process.pid}-${randomUUID()}`)
      await mkdir(place)
      try {
        const sums: ModelCard['files'] = {}
        for (const [name, bytes] of Object.entries(files)) {
          await writeThrough(join(place, name), bytes)
          sums[name] = { sha256: sha256(bytes), bytes: bytes.length }
        }
        for (;;) {
          const version = await nextVersion(newCard.scope, change)
          const id = `${newCard.scope}-${version}`
          const whole: ModelCard = { ...newCard, id, version, files: sums }
          await writeThrough(
            join(place, cardFileName),
            new TextEncoder().encode(JSON.stringify(whole, null, 2)),
          )
          if (!(await renameNew(place, join(folder, id)))) continue // another engine took that version
          await prune(newCard.scope)
          return whole
        }
      } catch (thrown) {
        await rm(place, { recursive: true, force: true })
        throw thrown
      }
    },
    active: async (scope) => (await active(scope))?.active ?? null,
    activate,
    async rollBack(scope) {
      const now = await active(scope)
      const { cards } = await list()
      const before = now?.before
        .map((id) => cards.find((one) => one.id === id))
        .find((one) => one !== undefined)
      if (!now || !before) {
        throw new HooklineError(
          'usage',
          `There is no earlier model of ${scope} to go back to.`,
          '`hookline models list` shows what there is.',
        )
      }
      await write(activePath(scope), {
        active: before.id,
        before: now.before.filter((id) => id !== before.id),
      })
      return before
    },
  }

  async function nextVersion(scope: string, change: Change): Promise<string> {
    const { cards } = await list()
    const versions = cards.filter((one) => one.scope === scope).map(({ version }) => version)
    const last = versions.sort(compareVersions).at(-1)
    if (last === undefined) return '1.0.0'
    const [major, minor, patch] = last.split('.').map(Number) as [number, number, number]
    if (change === 'major') return `${major + 1}.0.0`
    return change === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
  }
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  return left[0]! - right[0]! || left[1]! - right[1]! || left[2]! - right[2]!
}

/** @returns false where the name is taken */
async function renameNew(from: string, to: string): Promise<boolean> {
  try {
    await stat(to)
    return false
  } catch {
    // Not there: it may be taken.
  }
  try {
    await rename(from, to)
    return true
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false
    throw thrown
  }
}

/** Writes a file and waits until it is on the disk. */
async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function unknown(id: string, cause?: unknown): HooklineError {
  return new HooklineError(
    'model_unknown',
    `There is no model ${id}.`,
    '`hookline models list` shows those there are.',
    { cause },
  )
}

function damagedModel(id: string, cause?: unknown): HooklineError {
  return new HooklineError(
    'model_damaged',
    `The model ${id} is not as it was written and is not used.`,
    'Go back to the one before with `hookline models rollback`, or train again.',
    { cause },
  )
}
