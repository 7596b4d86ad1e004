import type { MeasurementOutline } from '../../../shared/contract/measurement.ts'

export interface SoundFact {
  label: string
  value: string
  /** What it rests on. */
  basis: string | null
}

const notDefined = '–'

/** The sound of a draft in words and numbers. */
export function soundFacts(measurement: MeasurementOutline): SoundFact[] {
  const { mood, key, reactability, speechOverBed, loudness } = measurement
  return [
    {
      label: 'Heard',
      value: heardWords(measurement),
      basis: measurement.warnings.find(({ code }) => code === 'voice_model_missing')?.message ?? null,
    },
    {
      label: 'Reactability',
      value: reactability ? percent(reactability.score) : notDefined,
      basis: reactability
        ? `How much is said rather than music alone, for who reacts talks about what is said: ${lasting(reactability.speechS)} of speech, ${lasting(reactability.musicOnlyS)} of music alone.`
        : 'Neither speech nor music is heard.',
    },
    {
      label: 'Speech over music',
      value: speechOverBed ? `${signed(speechOverBed.lu)} LU` : notDefined,
      basis: speechOverBed
        ? 'Against the music alone nearby; 10 LU and more is clear.'
        : 'No speech lies over music that is also heard alone.',
    },
    {
      label: 'Mood',
      value: mood ? `${mood.label}, ${brightnessWord(mood.brightness)}` : notDefined,
      basis: mood
        ? `Energy ${percent(mood.energy)}, brightness ${percent(mood.brightness)}, confidence ${percent(mood.confidence)}. Heard in: change of tone ${percent(mood.basis.flux)}, treble ${percent(mood.basis.centroid)}, beat ${percent(mood.basis.beat)}, bass ${percent(mood.basis.bass)}, steadiness ${percent(mood.basis.steadiness)}${modeWords(mood.basis.major)}.`
        : 'Too little music is heard.',
    },
    {
      label: 'Key',
      value: key ? `${key.tonic.replace('#', '♯')} ${key.mode}` : notDefined,
      basis: key
        ? `Confidence ${percent(key.confidence)}, tuned to A = ${key.tuningHz} Hz.`
        : 'Too little music, or none with a key.',
    },
    {
      label: 'Loudness',
      value: loudness?.integratedLufs == null ? notDefined : `${signed(loudness.integratedLufs)} LUFS`,
      basis: loudness?.truePeakDbtp == null ? null : `True peak ${signed(loudness.truePeakDbtp)} dBTP.`,
    },
  ]
}

function heardWords({ audioSegments }: MeasurementOutline): string {
  const seconds = new Map<string, number>()
  let allS = 0
  for (const { kind, startS, endS } of audioSegments) {
    seconds.set(kind, (seconds.get(kind) ?? 0) + endS - startS)
    allS += endS - startS
  }
  const words = [...seconds]
    // The last instant of a track, say: nobody hears it.
    .filter(([, lastingS]) => lastingS / allS >= 0.005)
    .toSorted((a, b) => b[1] - a[1])
    .map(
      ([kind, lastingS]) =>
        `${kind === 'speech+music' ? 'speech over music' : kind} ${percent(lastingS / allS)}`,
    )
  return words.length > 0 ? words.join(', ') : 'nothing'
}

function brightnessWord(brightness: number): string {
  return brightness >= 0.6 ? 'bright' : brightness <= 0.4 ? 'dark' : 'neither bright nor dark'
}

function modeWords(major: number | null): string {
  return major === null ? '' : major === 1 ? ', a major key' : ', a minor key'
}

function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`
}

function lasting(lastingS: number): string {
  return `${lastingS.toFixed(1)} s`
}

function signed(value: number): string {
  return value.toFixed(1).replace('-', '−')
}
