import type { CommandContext } from '../command-context.ts'
import { exitCodes } from '../exit-codes.ts'

/** `hookline doctor`: every part of this installation, with a remedy for what fails. */
export async function doctorCommand(context: CommandContext): Promise<void> {
  const report = await context.call('doctor', {}, 'doctor')
  if (report.parts.some((part) => part.name === 'ffmpeg' && part.status === 'failed'))
    context.exitCode = exitCodes.partMissing
  else if (!report.ok) context.exitCode = exitCodes.surroundings
  if (context.json) {
    context.print(JSON.stringify(report))
    return
  }
  const lines = report.parts.flatMap((part) => [
    `${part.status.padEnd(8)} ${part.name.padEnd(10)} ${part.detail}`,
    ...(part.remedy ? [`         → ${part.remedy}`] : []),
  ])
  context.print([`Hookline ${report.version}`, ...lines].join('\n'))
}
