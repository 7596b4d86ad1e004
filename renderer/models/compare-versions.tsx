import { useState } from 'react'
import type { ModelCard, ModelEntry } from '../../shared/contract/models.ts'
import { Select } from '../ui/select.tsx'
import { judgedFigures } from './judged-figures.ts'
import { figureText, scopeWords, shareText } from './scope-words.ts'
import styles from './models.module.css'

const importancesCompared = 6

/** Two versions beside each other: what they were trained on, how they did, and what moves each. */
export function CompareVersions({
  scope,
  versions,
  about,
}: {
  scope: string
  /** Newest first, at least two. */
  versions: readonly ModelEntry[]
  about: (feature: string) => string
}) {
  const inUse = versions.find(({ active }) => active) ?? versions[0]!
  const other = versions.find((one) => one !== inUse)!
  const [chosen, setChosen] = useState({ left: inUse.card.id, right: other.card.id })
  const find = (id: string, otherwise: ModelEntry): ModelCard =>
    (versions.find(({ card }) => card.id === id) ?? otherwise).card
  const left = find(chosen.left, inUse)
  const right = find(chosen.right, other)
  const options = versions.map(({ card, active }) => ({
    id: card.id,
    label: `${card.version}${active ? ', in use' : ''}`,
  }))
  const rows = [...figureRows(left, right), ...importanceRows(left, right, about)]
  return (
    <details className={styles.compare}>
      <summary>Compare two versions</summary>
      <table className={styles.table} aria-label={`Two versions: ${scopeWords(scope)}`}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <Select
                label="One version"
                labelHidden
                value={left.id}
                options={options}
                onChange={(id) => setChosen({ ...chosen, left: id })}
              />
            </th>
            <th scope="col">
              <Select
                label="Other version"
                labelHidden
                value={right.id}
                options={options}
                onChange={(id) => setChosen({ ...chosen, right: id })}
              />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, one, two]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{one}</td>
              <td>{two}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

type Row = readonly [label: string, left: string, right: string]

function figureRows(left: ModelCard, right: ModelCard): Row[] {
  const row = (label: string, of: (card: ModelCard) => string): Row => [label, of(left), of(right)]
  const digits = (value: number | null): string => (value === null ? '–' : value.toFixed(2))
  return [
    row(
      'Trained on',
      ({ data }) => `${data.rows} posts of ${data.groups} ${data.groups === 1 ? 'account' : 'accounts'}`,
    ),
    row('Features', ({ features }) => String(features.length)),
    row(
      'Judged on',
      (card) => `${judgedFigures(card).rows} ${card.timeOrder ? 'later posts' : 'posts at random'}`,
    ),
    row('Mean error', (card) => figureText(judgedFigures(card).mae)),
    row('Your median’s', (card) => figureText(judgedFigures(card).median.mae)),
    row('Rank correlation', (card) => digits(judgedFigures(card).spearman)),
    row('R²', (card) => digits(judgedFigures(card).r2)),
    row('5 of 10 held', (card) => shareText(judgedFigures(card).coverage50)),
    row('8 of 10 held', (card) => shareText(judgedFigures(card).coverage80)),
    row('Class is right', ({ classes }) => shareText(classes.accuracy)),
    row('“High” is right, and found', ({ classes: { precisionHigh, recallHigh } }) =>
      [precisionHigh, recallHigh].map((share) => (share === null ? '–' : shareText(share))).join(', '),
    ),
    row('Boosting, forest, trust', ({ combination: { boosting, forest, trust } }) =>
      [boosting, forest, trust].map(digits).join(', '),
    ),
    ...parameterRows(left, right),
  ]
}

/** The settings in which they differ. */
function parameterRows(left: ModelCard, right: ModelCard): Row[] {
  const flat = ({ hyperParameters }: ModelCard): Map<string, number> =>
    new Map(
      Object.entries(hyperParameters).flatMap(([kind, values]) =>
        Object.entries(values).map(([name, value]) => [`${kind}: ${name}`, value] as const),
      ),
    )
  const [one, two] = [flat(left), flat(right)]
  return [...new Set([...one.keys(), ...two.keys()])]
    .filter((name) => one.get(name) !== two.get(name))
    .map((name) => [name, String(one.get(name) ?? '–'), String(two.get(name) ?? '–')])
}

/** What moves them most, with its place in each. */
function importanceRows(left: ModelCard, right: ModelCard, about: (feature: string) => string): Row[] {
  const place = ({ importances }: ModelCard, feature: string): string => {
    const at = importances.findIndex((one) => one.feature === feature && one.moves > 0)
    return at === -1 ? 'does not move it' : `${at + 1}.`
  }
  const most = [left, right].flatMap(({ importances }) =>
    importances
      .filter(({ moves }) => moves > 0)
      .slice(0, importancesCompared)
      .map(({ feature }) => feature),
  )
  return [...new Set(most)].map((feature) => [
    `Moved by ${about(feature)}`,
    place(left, feature),
    place(right, feature),
  ])
}
