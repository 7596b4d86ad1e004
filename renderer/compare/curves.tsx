import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartDataset,
  type ChartOptions,
  type Plugin,
} from 'chart.js'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Line } from 'react-chartjs-2'
import type { CurveId, Curves as CurvesOfDraft } from '../../shared/contract/curves.ts'
import type { Draft } from '../../shared/contract/drafts.ts'
import { canvasColour } from '../ui/canvas-colours.ts'
import { Select } from '../ui/select.tsx'
import { duration } from '../ui/wording.ts'
import styles from './compare.module.css'
import type { InStep } from './in-step.ts'
import { renderTokens } from './render-colours.ts'

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip)

const curveKinds: readonly { id: CurveId; label: string; unit: string }[] = [
  { id: 'motion', label: 'Motion', unit: 'of the picture’s diagonal a second' },
  { id: 'brightness', label: 'Brightness', unit: '0 to 1' },
  { id: 'momentaryLufs', label: 'Loudness (momentary)', unit: 'LUFS' },
  { id: 'saturation', label: 'Saturation', unit: '0 to 1' },
  { id: 'sharpness', label: 'Sharpness', unit: '0 to 1' },
]
const hookS = 3
/** Below this it is silence to the ear, and would press the rest flat. */
const quietestShownLufs = -60

/** One curve of all renders laid over each other; a click goes to that time. Its colours are those of the theme when it was made. */
export function Curves({
  drafts,
  curves,
  inStep,
}: {
  drafts: readonly Draft[]
  curves: readonly (CurvesOfDraft | null)[]
  inStep: InStep
}) {
  const [kind, setKind] = useState<CurveId>('motion')
  const chart = useRef<Chart<'line', { x: number; y: number | null }[]>>(null)
  const { unit } = curveKinds.find(({ id }) => id === kind)!

  const data = useMemo(
    () => ({
      datasets: drafts.flatMap((draft, index): ChartDataset<'line', { x: number; y: number | null }[]>[] => {
        const known = curves[index]
        if (!known) return []
        return [
          {
            label: draft.name,
            data: pointsOf(known, kind),
            borderColor: canvasColour(renderTokens[index]!),
            backgroundColor: canvasColour(renderTokens[index]!),
            borderWidth: 1.5,
            pointRadius: 0,
          },
        ]
      }),
    }),
    [drafts, curves, kind],
  )
  const options = useMemo(() => chartOptions(unit, (timeS) => inStep.seek(timeS)), [unit, inStep])
  const plugins = useMemo(() => [timeMarks(inStep)], [inStep])
  useEffect(() => inStep.subscribe(() => chart.current?.draw()), [inStep])

  return (
    <section aria-labelledby="compared-curves">
      <div className={styles.tableHead}>
        <h2 id="compared-curves">Curves</h2>
        <Select label="Curve" labelHidden value={kind} options={curveKinds} onChange={setKind} />
        <span className={styles.quiet}>{unit}</span>
      </div>
      <div className={styles.chart}>
        <Line
          ref={chart}
          data={data}
          options={options}
          plugins={plugins}
          aria-label={`${curveKinds.find(({ id }) => id === kind)!.label} over time of ${drafts.map(({ name }) => name).join(', ')}`}
          role="img"
        />
      </div>
    </section>
  )
}

function pointsOf(curves: CurvesOfDraft, kind: CurveId): { x: number; y: number | null }[] {
  const { rateHz, values } = curves[kind]
  const isLevel = kind === 'momentaryLufs'
  // A level belongs to the window that ends at its time, a mean of the picture to the middle of its step.
  const firstS = (isLevel ? 1 : 0.5) / rateHz
  return Array.from(values, (value, index) => ({
    x: firstS + index / rateHz,
    y: Number.isNaN(value) ? null : isLevel ? Math.max(quietestShownLufs, value) : value,
  }))
}

function chartOptions(unit: string, onSeek: (timeS: number) => void): ChartOptions<'line'> {
  const ticks = { color: canvasColour('--text-quiet'), font: { size: 11 } }
  const grid = { color: canvasColour('--line') }
  return {
    animation: false,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    onClick: (event, _, { scales }) => {
      const timeS = event.x === null ? undefined : scales.x?.getValueForPixel(event.x)
      if (timeS !== undefined) onSeek(timeS)
    },
    scales: {
      x: { type: 'linear', min: 0, ticks: { ...ticks, callback: (value) => duration(Number(value)) }, grid },
      y: { ticks, grid },
    },
    plugins: {
      tooltip: {
        animation: false,
        callbacks: {
          title: ([item]) => (item ? duration(item.parsed.x ?? 0) : ''),
          label: ({ dataset, parsed }) => `${dataset.label}: ${parsed.y?.toFixed(2)} ${unit}`,
        },
      },
    },
  }
}

/** The hook zone behind the curves and the time shown before them. */
function timeMarks(inStep: InStep): Plugin<'line'> {
  return {
    id: 'time-marks',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const endX = Math.min(chartArea.right, scales.x!.getPixelForValue(hookS))
      ctx.save()
      ctx.globalAlpha = 0.1
      ctx.fillStyle = canvasColour('--accent')
      ctx.fillRect(chartArea.left, chartArea.top, endX - chartArea.left, chartArea.bottom - chartArea.top)
      ctx.restore()
    },
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const x = scales.x!.getPixelForValue(inStep.timeS())
      ctx.fillStyle = canvasColour('--playhead')
      ctx.fillRect(Math.round(x), chartArea.top, 1, chartArea.bottom - chartArea.top)
    },
  }
}
