import { Notification, type BrowserWindow } from 'electron'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { EngineEvent } from '../../shared/contract/engine-events.ts'
import type { EngineConnection } from '../host/engine-connection.ts'
import { createJobWatch } from './job-watch.ts'

export interface JobsShownOn {
  window: () => BrowserWindow | null
  showDraft: (id: string) => void
}

/** Shows in the taskbar or the dock how far the work is, and tells of long jobs that end while the person is elsewhere. */
export function showJobs(
  engine: Pick<EngineConnection, 'call' | 'onEvent'>,
  { window, showDraft }: JobsShownOn,
): { unfinished: () => number } {
  const watch = createJobWatch(() => performance.now())
  const noProgress = -1

  function show(): void {
    window()?.setProgressBar(watch.fraction() ?? noProgress)
  }
  function read(): void {
    engine.call('drafts', {}).then(
      ({ drafts }) => {
        watch.all(drafts)
        show()
      },
      () => undefined, // the page, which asks the same, tells why
    )
  }
  function take(event: EngineEvent): void {
    if (event.type === 'draft') {
      const ended = watch.changed(event.draft)
      if (ended && !window()?.isFocused()) notify(ended, () => showDraft(ended.id))
    } else if (event.type === 'draft-gone') watch.gone(event.id)
    else if (event.type === 'library-changed') read()
    else return
    show()
  }
  engine.onEvent(take)
  read()
  return { unfinished: () => watch.unfinished() }
}

function notify({ name, state, scores, error }: Draft, showIt: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({
    title: name,
    body:
      state === 'scored' ? `Scored ${scores!.overall} of 100.` : (error?.message ?? 'It was not measured.'),
  })
  notification.on('click', showIt)
  notification.show()
}
