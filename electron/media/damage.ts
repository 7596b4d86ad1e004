import type { Warning } from '../../shared/contract/measurement.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { confinedInput } from './confinement.ts'
import type { FfmpegPaths } from './locate.ts'
import type { DraftProbe } from './probe.ts'
import { startProgram, type ProgramLimits } from './program.ts'

/** Whether a line of ffmpeg's standard error complains about the draft. */
export function tellsOfDamage(line: string): boolean {
  return /\[(error|fatal)\]/.test(line) && !/^\[(in|out|auto|Parsed)_/.test(line)
}

export interface DamageRequest {
  /** Absolute. */
  path: string
  probe: DraftProbe
  programs: FfmpegPaths
  limits: ProgramLimits
  /** From the first frame shown to the end of the last one. */
  durationS: number
  /** The time of the first frame shown, counted as the decode counts: from the file's own start. */
  originS: number
  signal?: AbortSignal | undefined
}

type Affected = 'picture' | 'sound'

/**
 * Where a draft of which the decode complained is damaged. The decode can't tell: its threads complain whenever they get
 * to run. So the packets are decoded once more, one after the other, and each complaint belongs to the packet that was
 * read before it: the same file gives the same places.
 *
 * @returns nothing when no packet is to blame
 * @throws HooklineError `cancelled`, `ffmpeg_missing`
 */
export async function damageWarnings(request: DamageRequest): Promise<Warning[]> {
  const { durationS } = request
  const log = new PacketLog(request)
  try {
    await readPackets(request, log)
  } catch (thrown) {
    const leavesOpen = thrown instanceof HooklineError && ['timed_out', 'too_large'].includes(thrown.code)
    if (!leavesOpen) throw thrown
    return [
      {
        code: 'damaged_picture',
        message:
          'The file is damaged, at places that could not be found; what could be decoded was measured.',
        startS: 0,
        endS: durationS,
      },
    ]
  }
  return (['picture', 'sound'] as const).flatMap((affected) =>
    joined(log.places(affected)).map(([startS, endS]) => ({
      code: `damaged_${affected}`,
      message: `The ${affected} is damaged between ${startS.toFixed(1)} s and ${endS.toFixed(1)} s; what could be decoded was measured.`,
      startS,
      endS: Math.min(endS, Math.max(startS, durationS)),
    })),
  )
}

async function readPackets({ path, programs, limits, signal }: DamageRequest, log: PacketLog): Promise<void> {
  const program = startProgram(
    programs.ffprobePath,
    [
      ...['-hide_banner', '-loglevel', 'repeat+level+debug', '-fdebug', 'ts'],
      ...['-threads', '1', '-skip_loop_filter', 'all'],
      ...confinedInput(path),
      ...['-show_frames', '-show_entries', 'format=start_time:stream=index,time_base:frame=media_type'],
      ...['-of', 'compact'],
    ],
    { pipes: 1, limits, signal, onStderrLine: (line) => log.note(line) },
  )
  let rest = ''
  program.pipes[0]!.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) log.describe(line)
  })
  await program.done
}

/** One complaint: about which stream, and the packet that was read before it, in ticks of its stream. */
interface Complaint {
  affected: Affected
  stream: number
  ticks: number
}

const mostComplaints = 10_000

class PacketLog {
  private readonly probe: DraftProbe
  private readonly originS: number
  private readonly complaints: Complaint[] = []
  private readonly tickS = new Map<number, number>()
  private startTimeS = 0
  private latest: { stream: number; ticks: number } | null = null
  private isProbed = false

  constructor({ probe, originS }: DamageRequest) {
    this.probe = probe
    this.originS = originS
  }

  /** A line of standard error. */
  note(line: string): void {
    const packet = /read_frame_internal stream=(\d+), pts=(-?\d+|NOPTS), dts=(-?\d+|NOPTS)/.exec(line)
    if (packet) {
      const ticks = Number(packet[2] === 'NOPTS' ? packet[3] : packet[2])
      if (Number.isFinite(ticks)) this.latest = { stream: Number(packet[1]), ticks }
      return
    }
    // What is complained about while the headers are looked into comes again when the packets are read.
    if (line.includes('After avformat_find_stream_info')) this.isProbed = true
    if (!this.isProbed || !this.latest || !tellsOfDamage(line)) return
    if (line.startsWith('[NULL @')) return // read ahead, of a packet to come: its decoder complains as well
    const affected = this.affectedBy(this.latest.stream)
    if (affected && this.complaints.length < mostComplaints) {
      this.complaints.push({ affected, ...this.latest })
    }
  }

  /** A line of the result: `stream|index=0|time_base=1/12800` and the like. */
  describe(line: string): void {
    const stream = /^stream\|index=(\d+)\|time_base=(\d+)\/(\d+)/.exec(line)
    if (stream) this.tickS.set(Number(stream[1]), Number(stream[2]) / Number(stream[3]))
    const startTime = /^format\|start_time=(-?[\d.]+)/.exec(line)?.[1]
    if (startTime !== undefined) this.startTimeS = Number(startTime)
  }

  /** Seconds of the draft, in order. */
  places(wanted: Affected): number[] {
    return this.complaints
      .filter(({ affected }) => affected === wanted)
      .map(({ stream, ticks }) => ticks * (this.tickS.get(stream) ?? NaN) - this.startTimeS - this.originS)
      .filter(Number.isFinite)
      .map((timeS) => Math.max(0, Math.round(timeS * 1e4) / 1e4))
      .toSorted((a, b) => a - b)
  }

  private affectedBy(stream: number): Affected | null {
    if (stream === this.probe.video.streamIndex) return 'picture'
    return stream === this.probe.audio?.streamIndex ? 'sound' : null
  }
}

const mostWarnings = 20
/** Damage this near to the last belongs to it; each place is shown at least so long. */
const [gapS, shownS] = [1, 0.1]

function joined(timesS: readonly number[]): [number, number][] {
  const spans: [number, number][] = []
  for (const timeS of timesS) {
    const last = spans.at(-1)
    if (last && timeS - last[1] < gapS) last[1] = timeS + shownS
    else spans.push([timeS, timeS + shownS])
  }
  return spans.slice(0, mostWarnings)
}
