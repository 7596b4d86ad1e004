import { useRef } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { CaptionsFacts } from '../../../shared/contract/words.ts'
import { useAppState } from '../../state/app-state-context.tsx'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/wording.ts'
import { captionEndings, setCaptions } from './set-captions.ts'
import styles from './transcript.module.css'

/** Where the words come from, and the file of captions that a person adds or takes away. */
export function CaptionsFile({ draft, captions }: { draft: Draft; captions: CaptionsFacts | null }) {
  const { host, drafts, notices } = useAppState()
  const field = useRef<HTMLInputElement>(null)
  const isGiven = draft.captions?.source === 'given'
  const set = (file: File | null): void => {
    setCaptions(host, draft.id, file).then((now) => drafts.changed(now), notices.tellError)
  }
  return (
    <div className={styles.source}>
      <p className={styles.sourceText}>{sourceWords(captions)}</p>
      <input
        ref={field}
        type="file"
        hidden
        aria-label="Captions file"
        accept={captionEndings.join(',')}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) set(file)
          target.value = ''
        }}
      />
      <Button look="quiet" onPress={() => field.current?.click()}>
        {isGiven ? 'Replace' : 'Add captions'}
      </Button>
      {isGiven && (
        <Button look="quiet" onPress={() => set(null)}>
          Remove
        </Button>
      )}
    </div>
  )
}

function sourceWords(captions: CaptionsFacts | null): string {
  if (!captions) return 'No captions. Add or drop a SubRip or WebVTT file, and what is said is judged too.'
  const { name, source, cues, skipped } = captions
  const from = {
    given: name,
    beside: `${name}, beside the draft`,
    embedded: name,
    speech: 'Recognised in the sound, on this machine',
    'on-screen': 'Read from the captions on the picture',
  }[source]
  const left =
    skipped.length > 0 ? `; ${skipped.length} left out (line ${skipped[0]!.line}: ${skipped[0]!.reason})` : ''
  return `${from}: ${plural(cues, 'caption')}${left}`
}
