import type { Measurement } from '../../shared/contract/measurement.ts'
import type { DraftDetails } from '../../shared/contract/score.ts'
import { hashtagsOf } from './hashtags.ts'
import type { NumberFactName, WordFactName } from './platform-profile.ts'
import { decimal, level, seconds } from './wording.ts'

/** What limits are held against; null where it isn't known, with the reason in `unknownReason`. */
export interface ComplianceFacts {
  numbers: Record<NumberFactName, number | null>
  words: Record<WordFactName, string | null>
}

export function complianceFacts(measurement: Measurement, details: DraftDetails | null): ComplianceFacts {
  const { file, video, audio, loudness } = measurement
  const { displayWidth, displayHeight } = video
  const extension = /\.([a-z0-9]+)$/i.exec(file.path)?.[1]?.toLowerCase()
  return {
    numbers: {
      durationS: video.durationS,
      displayWidthPx: displayWidth,
      displayHeightPx: displayHeight,
      shortSidePx: Math.min(displayWidth, displayHeight),
      longSidePx: Math.max(displayWidth, displayHeight),
      aspect: displayHeight > 0 ? displayWidth / displayHeight : null,
      fps: video.fps,
      bitrateBps: video.bitrateBps,
      sizeBytes: file.sizeBytes,
      integratedLufs: loudness?.integratedLufs ?? null,
      truePeakDbtp: loudness?.truePeakDbtp ?? null,
      audioChannels: audio?.channels ?? null,
      audioSampleRateHz: audio?.sampleRate ?? null,
      captionCharacters: details?.caption === undefined ? null : details.caption.length,
      titleCharacters: details?.title === undefined ? null : Array.from(details.title).length,
      descriptionCharacters:
        details?.description === undefined ? null : Array.from(details.description).length,
      hashtags: (details && hashtagsOf(details)?.length) ?? null,
    },
    words: { container: extension ?? null, videoCodec: video.codec, audioCodec: audio?.codec ?? null },
  }
}

/** Why a fact isn't known, said where its limit can't be judged. */
export function unknownReason(fact: NumberFactName | WordFactName, measurement: Measurement): string {
  if (/Characters$|^hashtags$/.test(fact)) return 'not given: enter the draft’s details'
  if (/^audio|Lufs$|Dbtp$/.test(fact)) return measurement.audio ? 'the sound is silent' : 'there is no sound'
  return 'the file doesn’t say'
}

/** A fact in the words of its unit. */
export function amount(fact: NumberFactName, value: number): string {
  switch (fact) {
    case 'durationS':
      return value >= 120 ? `${decimal(value / 60, 2)} min` : seconds(value)
    case 'displayWidthPx':
    case 'displayHeightPx':
    case 'shortSidePx':
    case 'longSidePx':
      return `${decimal(value, 0)} px`
    case 'aspect':
      return aspectWords(value)
    case 'fps':
      return `${decimal(value, 2)} fps`
    case 'bitrateBps':
      return value < 1e6 ? `${decimal(value / 1e3, 0)} kbps` : `${decimal(value / 1e6, 2)} Mbps`
    case 'sizeBytes':
      return value < 1e9 ? `${decimal(value / 1e6, 2)} MB` : `${decimal(value / 1e9, 2)} GB`
    case 'integratedLufs':
      return level(value, 'LUFS')
    case 'truePeakDbtp':
      return level(value, 'dBTP')
    case 'audioSampleRateHz':
      return `${decimal(value / 1e3, 2)} kHz`
    case 'audioChannels':
      return value === 1 ? '1 channel' : `${decimal(value, 0)} channels`
    case 'captionCharacters':
    case 'titleCharacters':
    case 'descriptionCharacters':
      return value === 1 ? '1 character' : `${decimal(value, 0)} characters`
    case 'hashtags':
      return value === 1 ? '1 hashtag' : `${decimal(value, 0)} hashtags`
  }
}

const namedAspects: readonly [number, string][] = [
  [9 / 16, '9:16'],
  [4 / 5, '4:5'],
  [1, '1:1'],
  [4 / 3, '4:3'],
  [16 / 9, '16:9'],
]

function aspectWords(aspect: number): string {
  const named = namedAspects.find(([value]) => Math.abs(aspect / value - 1) < 0.01)
  return named?.[1] ?? `${decimal(aspect, 2)}:1`
}
