import { browserPlayback } from '../media/browser-playback.ts'
import { renderCutPreview } from '../media/cut-preview.ts'
import { exactFrame } from '../media/exact-frame.ts'
import { watchPrograms } from '../media/program.ts'
import { renderProxy } from '../media/proxy.ts'
import { renderTrackExcerpt } from '../media/track-excerpt.ts'
import { answerThrough } from '../../shared/channel.ts'
import { glanceDraft } from './glance-draft.ts'
import type { listenToSpeech } from './listen-to-speech.ts'
import { identifyFile } from './identify-file.ts'
import { measureDraft } from './measure-draft.ts'
import { ownProcess } from './own-process.ts'
import { readDraft } from './read-draft.ts'
import { openUndamaged, sealFacts } from './sealed-facts.ts'
import { measureTrack } from './track-facts.ts'
import { trackFit } from './track-fit.ts'
import type { MeasureInput, MeasureOutput, ReadingEvent, TaskProgress, WorkerTasks } from './worker-tasks.ts'

/** Entry of a worker process: analysis, away from the engine and the shell. */
const { port } = ownProcess(import.meta.dirname)
const answering = answerThrough(port, (name, input, { signal, emit }) => {
  switch (name as keyof WorkerTasks) {
    case 'read':
      return read(input as WorkerTasks['read']['input'], signal, emit)
    case 'glance':
      return glanceDraft(input as WorkerTasks['glance']['input'], signal)
    case 'measure':
      return measure(input as MeasureInput, { signal, onProgress: emit })
    case 'frame':
      return exactFrame({ ...(input as WorkerTasks['frame']['input']), signal })
    case 'playback': {
      const { path, probe, programs } = input as WorkerTasks['playback']['input']
      return browserPlayback(path, probe, programs, signal)
    }
    case 'proxy':
      return renderProxy({
        ...(input as WorkerTasks['proxy']['input']),
        signal,
        onProgress: (fraction) => emit({ fraction } satisfies TaskProgress),
      }).then(() => null)
    case 'cut-preview':
      return renderCutPreview({ ...(input as WorkerTasks['cut-preview']['input']), signal }).then(() => null)
    case 'track-excerpt':
      return renderTrackExcerpt({ ...(input as WorkerTasks['track-excerpt']['input']), signal }).then(
        () => null,
      )
    case 'identify':
      return identifyFile((input as WorkerTasks['identify']['input']).path, signal)
    case 'track':
      return measureTrack(input as WorkerTasks['track']['input'], {
        signal,
        onProgress: (fraction) => emit({ fraction } satisfies TaskProgress),
      }).then((facts) => sealFacts({ track: facts }).track)
    case 'track-fit':
      return Promise.resolve(trackFit(input as WorkerTasks['track-fit']['input']))
    case 'forecast-table':
      return forecastRows(input as WorkerTasks['forecast-table']['input'], signal)
    case 'speech':
      return listen(input as WorkerTasks['speech']['input'], {
        signal,
        onProgress: (fraction) => emit({ fraction } satisfies TaskProgress),
      })
    case 'forecast-post':
      return forecastDraft(input as WorkerTasks['forecast-post']['input'])
    case 'report-pdf':
      return layOutPdf(input as WorkerTasks['report-pdf']['input'])
  }
})
watchPrograms({
  started: (pid) => answering.notify('program-started', pid),
  ended: (pid) => answering.notify('program-ended', pid),
})

// Ctrl-C in a terminal reaches every process; whoever asked for the work decides what it means.
process.on('SIGINT', () => undefined)
port.onClose(() => {
  answering.abortAll()
  // ffmpeg was told to end in the line above; its exit need not be waited for.
  setImmediate(() => process.exit(0))
})

async function read(
  input: WorkerTasks['read']['input'],
  signal: AbortSignal,
  emit: (event: ReadingEvent) => void,
): Promise<MeasureOutput> {
  const { facts, decodeS } = await readDraft(input, {
    signal,
    onIdentified: (draft) => emit({ type: 'identified', draft }),
    onProgress: (progress) => emit({ type: 'progress', ...progress }),
  })
  return { facts: sealFacts(facts), decodeS }
}

async function measure(
  input: MeasureInput,
  options: Parameters<typeof measureDraft>[1],
): Promise<MeasureOutput> {
  const { facts: known, damaged } = openUndamaged(input.known)
  const outdated = [...input.outdated, ...damaged]
  const { facts, decodeS } = await measureDraft({ ...input, known, outdated }, options)
  return { facts: sealFacts(facts), decodeS }
}

/** Loaded when it is wanted: it is large, and workers start while somebody waits. */
async function listen(
  ...[request, options]: Parameters<typeof listenToSpeech>
): Promise<WorkerTasks['speech']['output']> {
  const { listenToSpeech } = await import('./listen-to-speech.ts')
  return listenToSpeech(request, options)
}

/** The same. */
async function layOutPdf(report: WorkerTasks['report-pdf']['input']): Promise<Uint8Array> {
  const { reportPdf } = await import('../report/report-pdf.ts')
  return reportPdf(report)
}

/** Loaded when it is wanted, like the layout of reports. */
async function forecastRows(
  job: WorkerTasks['forecast-table']['input'],
  signal: AbortSignal,
): Promise<WorkerTasks['forecast-table']['output']> {
  const { forecastTable } = await import('../prediction/forecast-table.ts')
  return forecastTable(job, signal)
}

async function forecastDraft(
  job: WorkerTasks['forecast-post']['input'],
): Promise<WorkerTasks['forecast-post']['output']> {
  const { forecastPost } = await import('../prediction/forecasts/forecast-post.ts')
  return forecastPost(job)
}
