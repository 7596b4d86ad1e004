import type { AudioStreamProbe } from '../media/probe.ts'

/** What each channel is, in ffmpeg's order and letters (`ffmpeg -layouts`). */
const layouts: Readonly<Record<string, string>> = {
  mono: 'FC',
  stereo: 'FL FR',
  downmix: 'DL DR',
  '2.1': 'FL FR LFE',
  '3.0': 'FL FR FC',
  '3.0(back)': 'FL FR BC',
  '4.0': 'FL FR FC BC',
  quad: 'FL FR BL BR',
  'quad(side)': 'FL FR SL SR',
  '3.1': 'FL FR FC LFE',
  '5.0': 'FL FR FC BL BR',
  '5.0(side)': 'FL FR FC SL SR',
  '4.1': 'FL FR FC LFE BC',
  '5.1': 'FL FR FC LFE BL BR',
  '5.1(side)': 'FL FR FC LFE SL SR',
  '6.0': 'FL FR FC BC SL SR',
  '6.0(front)': 'FL FR FLC FRC SL SR',
  hexagonal: 'FL FR FC BL BR BC',
  '6.1': 'FL FR FC LFE BC SL SR',
  '6.1(back)': 'FL FR FC LFE BL BR BC',
  '6.1(front)': 'FL FR LFE FLC FRC SL SR',
  '7.0': 'FL FR FC BL BR SL SR',
  '7.0(front)': 'FL FR FC FLC FRC SL SR',
  '7.1': 'FL FR FC LFE BL BR SL SR',
  '7.1(wide)': 'FL FR FC LFE BL BR FLC FRC',
  '7.1(wide-side)': 'FL FR FC LFE FLC FRC SL SR',
  octagonal: 'FL FR FC BL BR BC SL SR',
  hexadecagonal: 'FL FR FC BL BR BC SL SR TFL TFC TFR TBL TBC TBR WL WR',
  '22.2': 'FL FR FC LFE BL BR FLC FRC BC SL SR TC TFL TFC TFR TBL TBC TBR LFE2 TSL TSR BFC BFL BFR',
}

/** What ffmpeg assumes for a number of channels without a layout (`av_channel_layout_default`). */
const usualLayouts = ['', 'mono', 'stereo', '2.1', '4.0', '5.0', '5.1', '6.1', '7.1']

type Layout = Pick<AudioStreamProbe, 'channels' | 'channelLayout'>

/**
 * What each channel is ('FL', 'LFE', …), in the file's order. Custom layouts as ffmpeg prints them ("3 channels
 * (FL+FR+BC)", "FL+FR+BC") are read; a missing or contradictory one is taken as the usual layout of that many
 * channels; more than eight channels without a layout are all '?'.
 */
export function channelLabels({ channels, channelLayout }: Layout): string[] {
  const named = layouts[channelLayout ?? '']?.split(' ')
  if (named?.length === channels) return named
  const custom = /(?:^|\()([A-Z0-9]+(?:\+[A-Z0-9]+)*)\)?$/.exec(channelLayout ?? '')?.[1]?.split('+')
  if (custom?.length === channels && custom.every((label) => /[A-Z]/.test(label))) return custom
  const usual = layouts[usualLayouts[channels] ?? '']?.split(' ')
  return usual ?? new Array<string>(channels).fill('?')
}

/**
 * The weight of each channel's power in the loudness sum: ITU-R BS.1770-4 table 3 and, for larger layouts, its table
 * 4: 1.41 between 60° and 120° to the side at ear height, 0 for LFE, else 1. Back channels stand at 110° where there
 * are no side channels (5.1), at 135° where there are (7.1).
 */
export function loudnessWeights(audio: Layout): Float64Array {
  const labels = channelLabels(audio)
  const hasSides = labels.includes('SL') || labels.includes('SR')
  return Float64Array.from(labels, (label) => {
    if (/^LFE2?$/.test(label)) return 0
    if (/^(SL|SR|SDL|SDR|WL|WR)$/.test(label)) return 1.41
    if (/^(BL|BR)$/.test(label)) return hasSides ? 1 : 1.41
    return 1
  })
}
