import type { Progress } from '../../shared/contract/progress.ts'

const stageWords: Record<Progress['stage'], string> = {
  waiting: 'waiting for another Hookline that measures this file',
  reading: 'reading',
  measuring: 'measuring',
  scoring: 'scoring',
  rendering: 'rendering',
  training: 'training',
  listening: 'writing down what is said',
  downloading: 'downloading',
}

/** Writes progress to standard error: one line that is rewritten on a terminal, a line now and then elsewhere. */
export class ProgressLine {
  private readonly stream: NodeJS.WriteStream
  private shownAt = -Infinity
  private shown = false

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream
  }

  show(name: string, progress: Progress): void {
    const now = performance.now()
    if (now - this.shownAt < (this.stream.isTTY ? 100 : 2_000)) return
    // A command that is done at once has nothing to show.
    if (this.shownAt === -Infinity && progress.fraction === 0 && !this.stream.isTTY) {
      this.shownAt = now
      return
    }
    this.shownAt = now
    const line = progressText(name, progress)
    this.stream.write(this.stream.isTTY ? `\r\x1b[2K${line}` : `${line}\n`)
    this.shown = true
  }

  clear(): void {
    if (this.shown && this.stream.isTTY) this.stream.write('\r\x1b[2K')
    this.shown = false
    this.shownAt = -Infinity
  }
}

export function progressText(name: string, { stage, fraction, timeLeftS }: Progress): string {
  const left = timeLeftS === null ? '' : `, ${formatDuration(timeLeftS)} left`
  return `${name}: ${stageWords[stage]} ${Math.floor(fraction * 100)} %${left}`
}

function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
