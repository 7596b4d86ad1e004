import type { Warning } from '../../shared/contract/measurement.ts'

/** Gathers what ffmpeg complains about while it decodes, with the place in the draft where it did. */
export class TroubleLog {
  /** Seconds of the draft reached so far; kept by the decode. */
  positionS = 0
  private readonly troubles: { timeS: number; stream: 'picture' | 'sound' }[] = []

  note(line: string): void {
    if (!/\[(error|fatal)\]/.test(line)) return
    if (/^\[(in|out|auto|Parsed)_/.test(line)) return
    const stream = /\[(aac|mp3|opus|vorbis|ac3|eac3|flac|pcm\w*|alac)[^\]]* @/.test(line)
      ? 'sound'
      : 'picture'
    if (this.troubles.length < 10_000) this.troubles.push({ timeS: this.positionS, stream })
  }

  /**
   * @param frameTimesS presentation times of the frames that came
   * @param claimedDurationS what the headers say
   * @param durationS what was decoded
   */
  warnings(frameTimesS: Float64Array, durationS: number, claimedDurationS: number | null): Warning[] {
    const warnings: Warning[] = []
    for (const stream of ['picture', 'sound'] as const) {
      const times = this.troubles.filter((t) => t.stream === stream).map((t) => t.timeS)
      for (const [startS, endS] of joined(times, 1)) {
        warnings.push({
          code: `damaged_${stream}`,
          message: `The ${stream} is damaged between ${startS.toFixed(1)} s and ${endS.toFixed(1)} s; what could be decoded was measured.`,
          startS,
          endS: Math.min(endS, durationS),
        })
      }
    }
    if (claimedDurationS !== null && claimedDurationS - durationS > Math.max(1, 0.05 * claimedDurationS)) {
      warnings.push({
        code: 'ends_early',
        message: `The headers promise ${claimedDurationS.toFixed(1)} s of picture, ${durationS.toFixed(1)} s could be decoded: the file may be cut off.`,
        startS: frameTimesS.at(-1) ?? 0,
        endS: claimedDurationS,
      })
    }
    return warnings
  }
}

/** Times less than `gapS` apart become one span; the decoder reports a frame or two late, hence the margins. */
function joined(timesS: readonly number[], gapS: number): [number, number][] {
  const spans: [number, number][] = []
  for (const timeS of timesS) {
    const last = spans.at(-1)
    if (last && timeS - last[1] < gapS) last[1] = timeS + 0.1
    else spans.push([Math.max(0, timeS - 0.1), timeS + 0.1])
  }
  return spans.slice(0, 20)
}
