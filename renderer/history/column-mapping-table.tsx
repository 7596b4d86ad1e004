import {
  historyFields,
  type ColumnMapping,
  type HistoryField,
  type MappedColumn,
} from '../../shared/contract/history.ts'
import { Select } from '../ui/select.tsx'
import styles from './history.module.css'

const fieldLabels: Readonly<Record<HistoryField, string>> = {
  externalId: 'Id of the post',
  url: 'Address of the post',
  accountId: 'Id of the account',
  accountHandle: 'Handle of the account',
  accountName: 'Name of the account',
  title: 'Title',
  caption: 'Caption',
  hashtags: 'Hashtags',
  postType: 'Kind of post',
  published: 'Published',
  durationS: 'Length',
  views: 'Views',
  engagedViews: 'Engaged views',
  impressions: 'Impressions',
  reach: 'Reach',
  likes: 'Likes',
  comments: 'Comments',
  shares: 'Shares',
  saves: 'Saves',
  followersGained: 'Followers gained',
  followersLost: 'Followers lost',
  followersNet: 'Followers, net',
  watchTimeS: 'Watch time',
  averageViewS: 'Average view duration',
  averageViewedShare: 'Average share viewed',
  completionRate: 'Watched to the end',
  stayedShare: 'Stayed to watch',
  clickThroughRate: 'Click-through rate',
  revenue: 'Revenue',
}
const options: { id: HistoryField | 'none'; label: string }[] = [
  { id: 'none', label: 'Leave out' },
  ...(Object.keys(historyFields) as HistoryField[]).map((id) => ({ id, label: fieldLabels[id] })),
]

/** Each column of an export, what it holds and what it is taken for. */
export function ColumnMappingTable({
  columns,
  onChange,
}: {
  columns: readonly MappedColumn[]
  onChange: (mapping: ColumnMapping) => void
}) {
  function change(column: string, id: HistoryField | 'none'): void {
    if (id === 'none') {
      onChange({ [column]: null })
      return
    }
    // What was this field before can't be it as well.
    const before = columns.find((one) => one.field === id && one.column !== column)
    onChange({ ...(before && { [before.column]: null }), [column]: id })
  }
  return (
    <table className={styles.mapping}>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">For example</th>
          <th scope="col">Is</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ column, field, examples, from }, i) => (
          <tr key={i}>
            <th scope="row">
              {column || 'Without a name'}
              {from === 'unknown' && <span className={styles.quiet}> not known</span>}
              {from === 'kept' && <span className={styles.quiet}> as corrected before</span>}
            </th>
            <td className={styles.examples}>{examples.join(' · ')}</td>
            <td>
              <Select
                label={`What ${column} is`}
                labelHidden
                value={field ?? 'none'}
                options={options}
                onChange={(id) => change(column, id)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
