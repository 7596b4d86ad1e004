import { fileURLToPath } from 'node:url'
import { scoreDraft } from '../../../electron/scoring/score-draft.ts'
import type { Score } from '../../../shared/contract/score.ts'
import { sharedMaterial } from '../../shared-material.ts'
import { editedFile } from './edited-drafts.ts'
import { copies, harms } from './edits.ts'
import { measuredDraft } from './measured-drafts.ts'

// Prints what every edit does to every draft at full length: node test/scoring/metamorphic/table.ts [name of a draft]…

const drafts = [
  'drafts/chaplin.mp4',
  'drafts/cat-spin.mp4',
  'drafts/example.mp4',
  'drafts/big_buck_bunny_0_30.webm',
  'drafts/nasa_13013.mp4',
  'drafts/smpte-2997.mp4',
  'cuts/issue-195-aspect-ratio.mp4',
  'faces/short_hamilton_clip.mp4',
].flatMap((path) => sharedMaterial(`media/${path}`) ?? [])
drafts.push(fileURLToPath(new URL('../../../resources/sample/sample.mp4', import.meta.url)))

const wanted = process.argv.slice(2)
const scored = async (path: string): Promise<Score> =>
  scoreDraft(await measuredDraft(path), { platform: 'tiktok' })
const parts = (score: Score): (number | null)[] => [
  score.hook.score,
  score.content.score,
  score.cta.score,
  score.overall,
]
const cells = (values: readonly (number | string)[]): string =>
  values.map((value) => String(value).padStart(5)).join('')

for (const path of drafts) {
  const name = path.replace(/^.*\//, '')
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue
  const before = parts(await scored(path))
  process.stdout.write(`${name.padEnd(28)} hook cont  cta over\n`)
  process.stdout.write(`  ${'as it is'.padEnd(24)}${cells(before.map((value) => value ?? '–'))}\n`)
  for (const edit of [...Object.values(harms), ...Object.values(copies)]) {
    const edited = await editedFile(path, edit)
    if (!edited) continue
    const after = parts(await scored(edited))
    const moves = after.map((value, i) => {
      const from = before[i]
      if (value === null || from == null) return '–'
      return value - from > 0 ? `+${value - from}` : value - from
    })
    process.stdout.write(`  ${edit.name.padEnd(24)}${cells(moves)}\n`)
  }
}
