import type { SoundFault } from '../../shared/contract/measurement.ts'
import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { AudioStreamProbe } from '../media/probe.ts'
import { soundRateHz, type SoundBlock } from '../media/streams.ts'
import { channelNames } from './channel-names.ts'
import {
  ChannelWindowMeter,
  windowSamples,
  type ChannelWindows,
  type WindowFault,
} from './channel-windows.ts'
import { dcOffsets } from './dc-offset.ts'
import { finiteSamples } from './finite-samples.ts'
import { shownSpan } from './shown-spans.ts'
import { stereoFaults } from './stereo-faults.ts'

/**
 * Faults of the channels: one side of a stereo file that carries nothing, sides that cancel in mono (see stereo-faults.ts),
 * and a DC offset on any channel (see dc-offset.ts), to 100 ms, in order of time.
 */
export const channelFaultDetector: StreamDetector<SoundFault[]> = {
  kind: 'stream',
  id: 'channel-faults',
  version: 1,
  streams: ['sound'],
  begin: (probe) => (probe.audio ? new ChannelMeasuring(probe.audio) : { finish: () => [] }),
}

class ChannelMeasuring implements Measuring<SoundFault[]> {
  private readonly names: string[]
  private readonly meter: ChannelWindowMeter

  constructor(audio: AudioStreamProbe) {
    this.names = channelNames(audio)
    this.meter = new ChannelWindowMeter(audio.channels)
  }

  sound(block: SoundBlock): void {
    this.meter.add(finiteSamples(block.samples), block.length)
  }

  finish(clock: DraftClock): SoundFault[] {
    const windows = this.meter.finish()
    const faults = [...stereoFaults(windows), ...dcOffsets(windows, this.names)]
    return faults
      .flatMap((fault) => shownFault(fault, windows, clock))
      .sort((a, b) => a.startS - b.startS || a.endS - b.endS)
  }
}

function shownFault(fault: WindowFault, windows: ChannelWindows, clock: DraftClock): SoundFault[] {
  const { kind, firstWindow, endWindow, detail } = fault
  const endSamples = (endWindow - 1) * windowSamples + windows.lengths[endWindow - 1]!
  const span = shownSpan((firstWindow * windowSamples) / soundRateHz, endSamples / soundRateHz, clock)
  return span ? [{ ...span, kind, detail }] : []
}
