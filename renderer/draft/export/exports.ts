import type { MarkerFormat } from '../../../shared/contract/markers.ts'
import type { Resource } from '../../../shared/contract/resources.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'

export interface ExportedFile {
  label: string
  /** For whom or for what. */
  note: string
  resource: Resource
}

/** What can be taken out of a draft, judged for a platform. */
export function exportsOf(draftId: string, platform: PlatformId): { title: string; files: ExportedFile[] }[] {
  const scored = { draftId, platform }
  return [
    {
      title: 'Report',
      files: [
        {
          label: 'HTML',
          note: 'opens in a browser',
          resource: { ...scored, kind: 'report', format: 'html' },
        },
        { label: 'PDF', note: 'to send and print', resource: { ...scored, kind: 'report', format: 'pdf' } },
      ],
    },
    { title: 'Markers', files: markerFiles(scored) },
    { title: 'Markers with every beat', files: markerFiles({ ...scored, also: 'beats' }) },
    {
      title: 'Data',
      files: [
        { label: 'Checks CSV', note: 'for a spreadsheet', resource: { ...scored, kind: 'table' } },
        { label: 'Score JSON', note: 'as the command line gives it', resource: { ...scored, kind: 'score' } },
        { label: 'Measurements JSON', note: 'every fact', resource: { draftId, kind: 'measurement' } },
      ],
    },
  ]
}

const programs: readonly { format: MarkerFormat; label: string; note: string }[] = [
  { format: 'fcpxml', label: 'FCPXML', note: 'Final Cut Pro' },
  { format: 'premiere-xml', label: 'Premiere XML', note: 'Premiere Pro' },
  { format: 'resolve-csv', label: 'Resolve CSV', note: 'DaVinci Resolve' },
  { format: 'edl', label: 'EDL', note: 'Resolve, Avid and others' },
  { format: 'json', label: 'Markers JSON', note: 'for scripts' },
]

function markerFiles(of: { draftId: string; platform: PlatformId; also?: 'beats' }): ExportedFile[] {
  return programs.map(({ format, label, note }) => ({
    label,
    note,
    resource: { ...of, kind: 'markers', format },
  }))
}
