import { statfs } from 'node:fs/promises'
import type { DoctorPart, DoctorReport } from '../../shared/contract/doctor.ts'
import { errorToData } from '../../shared/contract/errors.ts'
import type { Part } from '../../shared/contract/parts.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { FfmpegPrograms } from '../media/locate.ts'
import { detectors } from '../processes/detectors.ts'
import type { JobStore } from '../store/jobs.ts'
import { suspectDamage, type Library } from '../store/library.ts'
import { ownerIsGone } from './job-owner.ts'

declare const __HOOKLINE_VERSION__: string

interface Examined {
  library: Library
  jobs: JobStore
  locate: () => Promise<FfmpegPrograms>
  /** What can be fetched. */
  parts: () => Promise<Part[]>
  settings: Settings
}

/** Looks at every part that Hookline stands on. */
export async function examine({
  library,
  jobs,
  locate,
  parts: fetched,
  settings,
}: Examined): Promise<DoctorReport> {
  const parts: DoctorPart[] = [
    {
      name: 'runtime',
      status: 'ok',
      detail: `Node ${process.versions.node} on ${process.platform} ${process.arch}`,
      remedy: null,
    },
    await ffmpegPart(locate),
    libraryPart(library),
    await diskPart(library.folder),
    jobsPart(jobs),
    {
      name: 'detectors',
      status: 'ok',
      detail: detectors.map((d) => `${d.id} ${d.version}`).join(', '),
      remedy: null,
    },
    ...(await fetched()).map((part) => fetchedPart(part, settings)),
  ]
  return { version: __HOOKLINE_VERSION__, ok: parts.every((part) => part.status !== 'failed'), parts }
}

async function ffmpegPart(locate: () => Promise<FfmpegPrograms>): Promise<DoctorPart> {
  try {
    const { ffmpegPath, ffprobePath, version } = await locate()
    return {
      name: 'ffmpeg',
      status: 'ok',
      detail: `${version} (${ffmpegPath}, ${ffprobePath})`,
      remedy: null,
    }
  } catch (thrown) {
    const { message, hint } = errorToData(thrown)
    return { name: 'ffmpeg', status: 'failed', detail: message, remedy: hint }
  }
}

function libraryPart({ folder, database, notices }: Library): DoctorPart {
  const verdict = database.pragma('quick_check(1)', { simple: true }) as string
  if (verdict !== 'ok') {
    suspectDamage(folder)
    return {
      name: 'library',
      status: 'failed',
      detail: `${folder}: ${verdict}`,
      remedy: 'The next command moves it aside and begins a new one; restore a back-up if you have one.',
    }
  }
  const version = String(database.pragma('user_version', { simple: true }))
  if (notices.length > 0)
    return { name: 'library', status: 'warning', detail: notices.join(' '), remedy: null }
  return { name: 'library', status: 'ok', detail: `${folder} (version ${version})`, remedy: null }
}

async function diskPart(folder: string): Promise<DoctorPart> {
  const { bavail, bsize } = await statfs(folder)
  const freeGb = (bavail * bsize) / 1e9
  const detail = `${freeGb.toFixed(1)} GB free`
  return freeGb < 1
    ? {
        name: 'disk',
        status: 'warning',
        detail,
        remedy: 'Free some space on the disk that holds the library.',
      }
    : { name: 'disk', status: 'ok', detail, remedy: null }
}

function jobsPart(jobs: JobStore): DoctorPart {
  const open = jobs.unfinished()
  const orphaned = open.filter((job) => job.owner === null || ownerIsGone(job.owner))
  if (orphaned.length === 0)
    return { name: 'jobs', status: 'ok', detail: `${open.length} running`, remedy: null }
  return {
    name: 'jobs',
    status: 'warning',
    detail: `${orphaned.length} interrupted: ${orphaned.map((job) => job.path).join(', ')}`,
    remedy: 'Score the file again: the job is taken up.',
  }
}

/** A part that a person may fetch: without it nothing is wrong. */
function fetchedPart(
  { id, model, state, sizeBytes, doneBytes }: Part,
  { speechRecognition }: Settings,
): DoctorPart {
  const megabytes = (count: number): string => `${(count / 1e6).toFixed(1)} MB`
  const details: Record<Part['state'], string> = {
    absent: `not fetched; \`hookline parts download ${id}\` fetches it (${megabytes(sizeBytes)}) and switches it on`,
    begun: `${megabytes(doneBytes)} of ${megabytes(sizeBytes)} fetched; \`hookline parts download ${id}\` goes on`,
    downloading: `${megabytes(doneBytes)} of ${megabytes(sizeBytes)} fetched, more is coming`,
    installed: `${model}, switched ${speechRecognition ? 'on' : 'off'}`,
  }
  return { name: id, status: 'ok', detail: details[state], remedy: null }
}
