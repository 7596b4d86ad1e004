import type { Measurement } from '../../../shared/contract/measurement.ts'
import { mean } from '../../scoring/timed-series.ts'
import { featureGroup, unmeasured, type FeatureDefinition, type KnownBefore } from './feature.ts'

const measured = ({ measurement }: KnownBefore): Measurement | null => measurement
const moods = ['energetic', 'calm', 'trending', 'professional'] as const

const level = featureGroup(
  {
    name: 'sound',
    source: 'measurement: loudness',
    missing: `${unmeasured}, or it has no sound that can be heard`,
    given: ({ facts }) => facts && facts.sound && { facts, sound: facts.sound },
  },
  {
    integratedLufs: { about: 'loudness', unit: 'LUFS', valueOf: ({ sound }) => sound.integratedLufs },
    truePeakDbtp: {
      about: 'true peak',
      unit: 'dBTP',
      missing: 'there is none',
      valueOf: ({ sound }) => sound.truePeakDbtp,
    },
    rangeLu: {
      about: 'loudness range',
      unit: 'LU',
      missing: 'it is too short',
      valueOf: ({ sound }) => sound.rangeLu,
    },
    openingLu: {
      about: 'loudness of the first 3 s against the whole',
      unit: 'LU',
      missing: 'it is too short',
      valueOf: ({ sound, facts }) =>
        mean(sound.relativeLu.steps({ startS: facts.visible.startS, endS: facts.visible.startS + 3 })),
    },
  },
)

const kinds = ['speech', 'music', 'speech+music', 'noise', 'silence'] as const

const content = featureGroup(
  {
    name: 'sound',
    source: 'measurement: audio, audioSegments, onsets, beats',
    missing: unmeasured,
    given: measured,
  },
  {
    present: { about: 'has a sound track', unit: '0 or 1', valueOf: ({ audio }) => audio !== null },
    ...Object.fromEntries(
      kinds.map((kind) => [
        `${kind.replace('+m', 'M')}Share`,
        {
          about: `share of the time with ${kind}`,
          unit: 'share',
          missing: 'it has no sound track',
          valueOf: ({ audio, audioSegments, video }: Measurement) =>
            audio === null || !(video.durationS > 0)
              ? null
              : audioSegments
                  .filter((segment) => segment.kind === kind)
                  .reduce((sum, { startS, endS }) => sum + endS - startS, 0) / video.durationS,
        },
      ]),
    ),
    firstSoundS: {
      about: 'when the first note, word or noise begins',
      unit: 's',
      missing: 'none does',
      valueOf: ({ onsets }) => onsets[0]?.timeS ?? null,
    },
    onsetsFirst3S: {
      about: 'notes, words and noises that begin in the first 3 s',
      unit: 'onsets',
      missing: 'it has no sound track',
      valueOf: ({ audio, onsets }) =>
        audio === null ? null : onsets.filter(({ timeS }) => timeS < 3).length,
    },
    speechFirst3S: {
      about: 'speech in the first 3 s',
      unit: 's',
      missing: 'it has no sound track',
      valueOf: ({ audio, audioSegments }) =>
        audio === null
          ? null
          : audioSegments
              .filter(({ kind }) => kind.startsWith('speech'))
              .reduce((sum, { startS, endS }) => sum + Math.max(0, Math.min(3, endS) - startS), 0),
    },
    speechOverBedLu: {
      about: 'speech above the music under it',
      unit: 'LU',
      missing: 'no speech has music under it',
      valueOf: ({ speechOverBed }) => speechOverBed?.lu ?? null,
    },
    tempoBpm: {
      about: 'tempo',
      unit: 'beats a minute',
      missing: 'it has no beat',
      valueOf: ({ tempo }) => tempo?.bpm ?? null,
    },
    moodEnergy: {
      about: 'energy of the music',
      unit: '0 to 1',
      missing: 'it has no music',
      valueOf: ({ mood }) => mood?.energy ?? null,
    },
    moodBrightness: {
      about: 'brightness of the music',
      unit: '0 to 1',
      missing: 'it has no music',
      valueOf: ({ mood }) => mood?.brightness ?? null,
    },
    isMinor: {
      about: 'the music is in minor',
      unit: '0 or 1',
      missing: 'no key fits',
      valueOf: ({ key }) => (key === null ? null : key.mode === 'minor'),
    },
    drops: { about: 'drops of the music', unit: 'drops', valueOf: ({ drops }) => drops.length },
    cutsOnBeatShare: {
      about: 'share of the cuts that are on a beat',
      unit: 'share',
      missing: 'it has no beats, or no cut within them',
      valueOf: ({ syncSummary }) => syncSummary?.share ?? null,
    },
    faults: {
      about: 'faults of the sound',
      unit: 'faults',
      valueOf: ({ soundFaults }) => soundFaults.length,
    },
  },
)

const mood: FeatureDefinition = {
  name: 'sound.mood',
  about: 'mood of the music',
  unit: 'category',
  source: 'measurement: mood',
  missing: `${unmeasured}; it has no music`,
  categories: moods,
  valueOf: ({ measurement }) => (measurement?.mood ? moods.indexOf(measurement.mood.label) : null),
}

/** What the sound is like. */
export const soundFeatures: readonly FeatureDefinition[] = [...level, ...content, mood]
