import WaveSurfer from 'wavesurfer.js'
import type { Colours } from './colours.ts'
import type { Extremes } from './extremes.ts'
import { timeAt, type TimelineView } from './view.ts'

/** The waveform of what a view shows, drawn by wavesurfer.js over its lane. */
export interface WaveformPicture {
  draw: (waveform: Extremes, rateHz: number, view: TimelineView, heightPx: number, colours: Colours) => void
  destroy: () => void
}

/** wavesurfer takes peaks as sound; the rate only has to be one that browsers allow. */
const nominalRateHz = 8_000

/**
 * wavesurfer's own zoom draws all peaks of its width anew and scrolls by the browser's scrolling, one frame behind the
 * other lanes. So it is given, at each step of the view, one least and greatest value a device pixel for exactly what
 * is seen: the cost is that of the width of the window, however long the draft is.
 */
export function waveformPicture(container: HTMLElement): WaveformPicture {
  const wavesurfer = WaveSurfer.create({
    container,
    peaks: [[0], [0]],
    duration: 1,
    cursorWidth: 0,
    interact: false,
    hideScrollbar: true,
    autoScroll: false,
    ...nonceOption(),
  })
  let shown = ''

  return {
    draw(waveform, rateHz, view, heightPx, colours) {
      const columns = Math.max(1, Math.round(view.widthPx * devicePixelRatio))
      const seen = [
        view.startS,
        view.pixelsPerSecond,
        columns,
        heightPx,
        colours.sound,
        waveform.length,
      ].join()
      if (seen === shown) return
      shown = seen
      const { height, waveColor } = wavesurfer.options
      if (height !== heightPx || waveColor !== colours.sound)
        wavesurfer.setOptions({ height: heightPx, waveColor: colours.sound, progressColor: colours.sound })
      const sound = new AudioBuffer({ length: columns, numberOfChannels: 2, sampleRate: nominalRateHz })
      const [above, below] = columnsOf(waveform, rateHz, view, columns)
      sound.copyToChannel(above, 0)
      sound.copyToChannel(below, 1)
      void wavesurfer.getRenderer().render(sound)
    },
    destroy: () => wavesurfer.destroy(),
  }
}

/** The page's policy lets in the style element that wavesurfer makes by this nonce alone. */
function nonceOption(): { cspNonce?: string } {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return nonce ? { cspNonce: nonce } : {}
}

/** The draft's own peak fills the lane, for levels are read from the loudness lane; near silence stays small. */
function fullScale(waveform: Extremes): number {
  const { length } = waveform
  return Math.max(quietPeak, waveform.greatest(0, length), -waveform.least(0, length))
}
const quietPeak = 12

/** How far the sound swings above and below zero in each column of a view; 1 is the peak of the draft. */
export function columnsOf(
  waveform: Extremes,
  rateHz: number,
  view: TimelineView,
  columns: number,
): [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] {
  const above = new Float32Array(columns)
  const below = new Float32Array(columns)
  const perPx = view.widthPx / columns
  const full = fullScale(waveform)
  for (let column = 0; column < columns; column++) {
    const from = Math.floor(timeAt(view, column * perPx) * rateHz)
    const to = Math.max(from + 1, Math.floor(timeAt(view, (column + 1) * perPx) * rateHz))
    if (from >= waveform.length) break
    above[column] = Math.max(0, waveform.greatest(from, to)) / full
    below[column] = Math.max(0, -waveform.least(from, to)) / full
  }
  return [above, below]
}

/** The resource `waveform`: int8 pairs of least and greatest sample × 127. */
export function unpackWaveform(packed: ArrayBuffer): { least: Int8Array; greatest: Int8Array } {
  const pairs = new Int8Array(packed)
  const count = pairs.length >> 1
  const least = new Int8Array(count)
  const greatest = new Int8Array(count)
  for (let i = 0; i < count; i++) {
    least[i] = pairs[2 * i]!
    greatest[i] = pairs[2 * i + 1]!
  }
  return { least, greatest }
}
