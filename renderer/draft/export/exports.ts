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
    {
      title: 'Markers',
      files: [
        {
          label: 'FCPXML',
          note: 'Final Cut Pro',
          resource: { ...scored, kind: 'markers', format: 'fcpxml' },
        },
        {
          label: 'Premiere XML',
          note: 'Premiere Pro',
          resource: { ...scored, kind: 'markers', format: 'premiere-xml' },
        },
        {
          label: 'Resolve CSV',
          note: 'DaVinci Resolve',
          resource: { ...scored, kind: 'markers', format: 'resolve-csv' },
        },
        {
          label: 'EDL',
          note: 'Resolve, Avid and others',
          resource: { ...scored, kind: 'markers', format: 'edl' },
        },
        {
          label: 'Markers JSON',
          note: 'for scripts',
          resource: { ...scored, kind: 'markers', format: 'json' },
        },
      ],
    },
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
