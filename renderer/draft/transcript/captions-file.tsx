import { useRef } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { CaptionsFacts } from '../../../shared/contract/words.ts'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/wording.ts'
import { captionEndings, useSetCaptions } from './set-captions.ts'
import styles from './transcript.module.css'

/** Where the words come from, and the file of captions that a person adds or takes away. */
export function CaptionsFile({ draft, captions }: { draft: Draft; captions: CaptionsFacts | null }) {
  const setCaptions = useSetCaptions()
  const field = useRef<HTMLInputElement>(null)
  const isGiven = draft.captions?.source === 'given'
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
          if (file) void setCaptions(draft.id, file)
          target.value = ''
        }}
      />
      <Button look="quiet" onPress={() => field.current?.click()}>
        {isGiven ? 'Replace' : 'Add captions'}
      </Button>
      {isGiven && (
        <Button look="quiet" onPress={() => void setCaptions(draft.id, null)}>
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
