import type { LabelledTrack, SoundKind } from './labelled-track.ts'

type Segments = LabelledTrack['segments']
const frameS = 0.1

/** Counts of 100 ms frames by their true kind and the one found; a frame is what its middle is. */
export class FrameScore {
  private readonly counts = new Map<string, number>()

  add(truth: Segments, found: Segments): void {
    const endS = truth.at(-1)?.endS ?? 0
    for (let i = 0; (i + 0.5) * frameS < endS; i++) {
      const middleS = (i + 0.5) * frameS
      const kind = kindAt(truth, middleS)
      if (kind) this.count(kind, kindAt(found, middleS) ?? 'silence')
    }
  }

  private count(truth: SoundKind, found: SoundKind): void {
    const key = `${truth}→${found}`
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  get frames(): number {
    return [...this.counts.values()].reduce((sum, n) => sum + n, 0)
  }

  /** Share of the frames whose kind is right, of all or of one true kind. */
  accuracy(kind?: SoundKind): number {
    let right = 0
    let all = 0
    for (const [key, n] of this.counts) {
      const [truth, found] = key.split('→')
      if (kind !== undefined && truth !== kind) continue
      all += n
      if (truth === found) right += n
    }
    return right / all
  }

  print(what: string): void {
    const mistakes = [...this.counts]
      .filter(([key]) => key.split('→')[0] !== key.split('→')[1])
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 8)
      .map(([key, n]) => `${key} ${n}`)
    console.log(`${what}: ${this.accuracy().toFixed(3)} of ${this.frames} frames; ${mistakes.join(', ')}`)
  }
}

function kindAt(segments: Segments, timeS: number): SoundKind | undefined {
  return segments.find((s) => s.startS <= timeS && timeS < s.endS)?.kind
}
