import type { SoundFault } from '../../shared/contract/measurement.ts'
import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { AudioStreamProbe } from '../media/probe.ts'
import { soundRateHz, type SoundBlock } from '../media/streams.ts'
import { channelNames } from './channel-names.ts'
import { finiteSamples } from './finite-samples.ts'
import { extendStretch, flatGapSamples, FlatTopFinder, type FlatStretch } from './flat-tops.ts'
import { shownSpan } from './shown-spans.ts'

/**
 * Where the sound is clipped: stretches with flattened tops (see flat-tops.ts), those of all channels together, a stretch going on over
 * gaps of up to half a second. No stretch is left out for being short: how much clipping matters is for checks.
 */
export const clippingDetector: StreamDetector<SoundFault[]> = {
  kind: 'stream',
  id: 'clipping',
  version: 1,
  streams: ['sound'],
  begin: (probe) => (probe.audio ? new ClippingMeasuring(probe.audio) : { finish: () => [] }),
}

class ClippingMeasuring implements Measuring<SoundFault[]> {
  private readonly names: string[]
  private readonly finders: FlatTopFinder[]
  private samples = 0

  constructor(audio: AudioStreamProbe) {
    this.names = channelNames(audio)
    this.finders = this.names.map(() => new FlatTopFinder())
  }

  sound(block: SoundBlock): void {
    const samples = finiteSamples(block.samples)
    for (let channel = 0; channel < this.finders.length; channel++) {
      this.finders[channel]!.add(samples, channel, block.channels, this.samples)
    }
    this.samples += block.length
  }

  finish(clock: DraftClock): SoundFault[] {
    for (const finder of this.finders) finder.finish(this.samples)
    return mergeChannels(this.finders.map((finder) => finder.stretches)).flatMap((clipped) => {
      const span = shownSpan(clipped.start / soundRateHz, clipped.end / soundRateHz, clock)
      return span ? [{ ...span, kind: 'clipping' as const, detail: this.describe(clipped) }] : []
    })
  }

  private describe({ tops, longest, peak, channels }: ClippedStretch): string {
    const names = this.names.filter((_, channel) => channels.has(channel)).join(' and ')
    const longestMs = ((longest / soundRateHz) * 1000).toFixed(2)
    const peakDbfs = 20 * Math.log10(peak)
    const level = peakDbfs > 0.05 ? `, up to ${peakDbfs.toFixed(1)} dB above full scale` : ''
    return `${tops} flattened ${tops === 1 ? 'top' : 'tops'}, ${tops === 1 ? '' : 'the longest '}${longestMs} ms, on ${names}${level}`
  }
}

type ClippedStretch = FlatStretch & { channels: Set<number> }

function mergeChannels(stretches: readonly (readonly FlatStretch[])[]): ClippedStretch[] {
  const all = stretches
    .flatMap((list, channel) => list.map((stretch) => ({ ...stretch, channels: new Set([channel]) })))
    .sort((a, b) => a.start - b.start)
  const merged: ClippedStretch[] = []
  for (const stretch of all) {
    const last = merged.at(-1)
    if (last && stretch.start - last.end <= flatGapSamples) {
      extendStretch(last, stretch)
      for (const channel of stretch.channels) last.channels.add(channel)
    } else merged.push(stretch)
  }
  return merged
}
