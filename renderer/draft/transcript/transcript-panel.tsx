import { memo, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { formatTime } from '../../../shared/format-time.ts'
import type { MeasurementOutline } from '../../../shared/contract/measurement.ts'
import { TextField } from '../../ui/text-field.tsx'
import { plural } from '../../ui/wording.ts'
import type { Player } from '../player/player.ts'
import { CaptionsFile } from './captions-file.tsx'
import { placesOf, transcriptLines, wordAt, type TranscriptLine } from './transcript-lines.ts'
import styles from './transcript.module.css'

/** What is said, word by word: a click goes there, the word that is said is marked, and all can be searched. */
export function TranscriptPanel({
  draft,
  measurement,
  player,
  searchField,
}: {
  draft: Draft
  measurement: MeasurementOutline
  player: Player
  searchField: RefObject<HTMLInputElement | null> | null
}) {
  const { words, delivery } = measurement
  const lines = useMemo(() => transcriptLines(words), [words])
  const [sought, setSought] = useState('')
  const places = useMemo(() => placesOf(words, sought), [words, sought])
  const [place, setPlace] = useState(0)
  const found = useMemo(() => {
    const all = new Set<number>()
    for (const { first, last } of places) for (let i = first; i <= last; i++) all.add(i)
    return all
  }, [places])
  const asked = useMemo(() => askedWords(measurement), [measurement])

  function search(text: string): void {
    setSought(text)
    setPlace(0)
    const [first] = placesOf(words, text)
    if (first) player.seekToTime(words[first.first]!.startS)
  }
  function next(): void {
    if (places.length === 0) return
    const following = (place + 1) % places.length
    setPlace(following)
    player.seekToTime(words[places[following]!.first]!.startS)
  }

  return (
    <div className={styles.transcript}>
      <CaptionsFile draft={draft} captions={measurement.captions} />
      {words.length > 0 && (
        <>
          <p className={styles.said}>
            {[
              plural(words.length, 'word'),
              delivery?.wordsPerMinute != null && `${Math.round(delivery.wordsPerMinute)} a minute`,
              delivery && delivery.fillers.length > 0 && plural(delivery.fillers.length, 'filler word'),
              words.some(({ interpolated }) => interpolated) && 'times within a caption are estimated',
            ]
              .filter(Boolean)
              .join(', ')}
          </p>
          <TextField
            label="Search in the transcript"
            labelHidden
            placeholder="Search"
            type="search"
            value={sought}
            onChange={search}
            onSubmit={next}
            {...(searchField && { inputRef: searchField })}
          />
          <p className={styles.found} role="status">
            {sought.trim() === ''
              ? ''
              : places.length === 0
                ? 'Not said'
                : `${place + 1} of ${places.length}, Enter for the next`}
          </p>
          <Lines lines={lines} measurement={measurement} player={player} found={found} asked={asked} />
        </>
      )}
    </div>
  )
}

/** Indexes of the words that ask for something. */
function askedWords({ words, callsToAction }: MeasurementOutline): ReadonlySet<number> {
  const asked = new Set<number>()
  for (const { startS, endS, by } of callsToAction) {
    if (by !== 'said') continue
    for (let i = Math.max(0, wordAt(words, startS)); i < words.length && words[i]!.startS < endS - 1e-6; i++)
      asked.add(i)
  }
  return asked
}

function Lines({
  lines,
  measurement: { words },
  player,
  found,
  asked,
}: {
  lines: readonly TranscriptLine[]
  measurement: MeasurementOutline
  player: Player
  found: ReadonlySet<number>
  asked: ReadonlySet<number>
}) {
  // A frame stands until the next one comes: a word that begins within it is the one that was sought.
  const now = useStore(player.state, ({ frame }) => {
    const clock = player.clock()
    return wordAt(words, clock.timeOf(Math.min(frame + 1, clock.frames - 1)) - 1e-3)
  })
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [now])
  return (
    <ol ref={list} className={styles.lines}>
      {lines.map((line) => {
        const isNow = now >= line.first && now < line.first + line.words.length
        return (
          <Line
            key={line.first}
            line={line}
            now={isNow ? now : -1}
            found={found}
            asked={asked}
            seek={player.seekToTime}
          />
        )
      })}
    </ol>
  )
}

const Line = memo(function Line({
  line: { first, words },
  now,
  found,
  asked,
  seek,
}: {
  line: TranscriptLine
  now: number
  found: ReadonlySet<number>
  asked: ReadonlySet<number>
  seek: (timeS: number) => void
}) {
  return (
    <li className={styles.line} data-now={now >= 0 || undefined}>
      <button type="button" className={styles.time} onClick={() => seek(words[0]!.startS)}>
        {formatTime(words[0]!.startS)}
      </button>
      <p className={styles.words}>
        {words.map((word, k) => (
          <span key={k}>
            <span
              className={styles.word}
              aria-current={first + k === now ? 'location' : undefined}
              data-found={found.has(first + k) || undefined}
              data-asked={asked.has(first + k) || undefined}
              onClick={() => seek(word.startS)}
            >
              {word.text}
            </span>{' '}
          </span>
        ))}
      </p>
    </li>
  )
})
