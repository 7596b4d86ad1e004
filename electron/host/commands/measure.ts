import { basename, resolve } from 'node:path'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { CommandContext } from '../command-context.ts'
import { formatTime } from '../../../shared/format-time.ts'

/** `hookline measure FILE`: facts only. */
export async function measureCommand(
  context: CommandContext,
  file: string,
  { captions }: { captions?: string },
): Promise<void> {
  const measurement = await context.call(
    'measure',
    { path: resolve(file), captions: captions && resolve(captions) },
    basename(file),
  )
  context.print(context.json ? JSON.stringify(measurement) : measurementText(measurement))
}

function measurementText(m: Measurement): string {
  const { video, audio, loudness } = m
  const sound = audio
    ? `${audio.codec}, ${audio.channels} channels, ${audio.sampleRate} Hz; ${level(loudness?.integratedLufs, 'LUFS')}, true peak ${level(loudness?.truePeakDbtp, 'dBTP')}`
    : 'none'
  return [
    m.file.path,
    `  picture      ${video.codec}, ${video.displayWidth}×${video.displayHeight}, ${video.fps?.toFixed(2) ?? '?'} fps${video.variableFrameRate ? ' (variable)' : ''}, ${formatTime(video.durationS)}`,
    `  sound        ${sound}`,
    `  shots        ${m.shots.length}`,
    ...m.transitions.map(
      (t) =>
        `    ${formatTime(t.startS)}  ${t.kind}${t.endS > t.startS ? ` until ${formatTime(t.endS)}` : ''}  (frame ${t.frame})`,
    ),
    ...spans('black', m.black),
    ...spans('frozen', m.frozen),
    ...spans('silence', m.silence),
    ...m.warnings.map((w) => `  warning      ${w.message}`),
  ].join('\n')
}

function level(value: number | null | undefined, unit: string): string {
  return value === null || value === undefined ? `no level` : `${value.toFixed(1)} ${unit}`
}

function spans(name: string, list: readonly { startS: number; endS: number }[]): string[] {
  return list.map((s) => `  ${name.padEnd(12)} ${formatTime(s.startS)} – ${formatTime(s.endS)}`)
}
