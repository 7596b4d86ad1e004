import { channelLabels } from './channel-layout.ts'
import type { AudioStreamProbe } from '../media/probe.ts'

/** What to call each channel in a sentence: "left", "right", or by its label. */
export function channelNames(audio: Pick<AudioStreamProbe, 'channels' | 'channelLayout'>): string[] {
  if (audio.channels === 1) return ['the only channel']
  if (audio.channels === 2) return ['left', 'right']
  return channelLabels(audio).map((label, i) => (label === '?' ? `channel ${i + 1}` : label))
}
