import { soundRateHz } from '../media/streams.ts'
import { levelOf } from './spectral-levels.ts'

const bandCount = 64
const lowestHz = 30
const highestHz = 16_000

/** Mel of a frequency (O'Shaughnessy 1987). */
function mel(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700)
}

function hertz(mels: number): number {
  return 700 * (10 ** (mels / 2595) - 1)
}

/** Edges of the bands, equally spaced in mel; band b rises from edge b to b + 1 and falls to b + 2. */
const edgesHz = Float64Array.from({ length: bandCount + 2 }, (_, i) =>
  hertz(mel(lowestHz) + ((mel(highestHz) - mel(lowestHz)) * i) / (bandCount + 1)),
)

/** The middle frequency of each band in Hz. */
export const bandCentresHz: Float64Array = edgesHz.slice(1, -1)

/** Triangles over the bins of a transform, each bin shared between two neighbouring bands. */
export class BandFilters {
  private readonly first: Int32Array
  private readonly upperShare: Float64Array
  private readonly sums = new Float64Array(bandCount + 2)
  private readonly fromBin: number
  private readonly endBin: number

  constructor(transformLength: number) {
    const binHz = soundRateHz / transformLength
    this.fromBin = Math.ceil(lowestHz / binHz)
    this.endBin = Math.floor(highestHz / binHz)
    this.first = new Int32Array(this.endBin)
    this.upperShare = new Float64Array(this.endBin)
    for (let bin = this.fromBin, edge = 0; bin < this.endBin; bin++) {
      while (edgesHz[edge + 1]! <= bin * binHz) edge++
      this.first[bin] = edge
      this.upperShare[bin] = (bin * binHz - edgesHz[edge]!) / (edgesHz[edge + 1]! - edgesHz[edge]!)
    }
  }

  /** Writes the level of each band. */
  apply(power: Float64Array, levels: Uint8Array): void {
    const { first, upperShare, sums } = this
    sums.fill(0)
    for (let bin = this.fromBin; bin < this.endBin; bin++) {
      const edge = first[bin]!
      const upper = power[bin]! * upperShare[bin]!
      sums[edge + 1]! += upper
      sums[edge]! += power[bin]! - upper
    }
    // A bin between edges e and e + 1 rises in band e (whose middle is edge e + 1) and falls in band e − 1.
    for (let band = 0; band < bandCount; band++) levels[band] = levelOf(sums[band + 1]!)
  }
}
