import {
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartOptions,
  type Plugin,
} from 'chart.js'
import { useMemo, useState } from 'react'
import { Line } from 'react-chartjs-2'
import type { ModelEntry } from '../../shared/contract/models.ts'
import { canvasColour, useThemeCount } from '../ui/canvas-colours.ts'
import { Select } from '../ui/select.tsx'
import { judgedFigures } from './judged-figures.ts'
import styles from './models.module.css'

Chart.register(CategoryScale, LineController, LineElement, PointElement, LinearScale, Tooltip)

const figures = {
  error: {
    label: 'Mean error, of your median’s',
    wanted: 1,
    says: 'Below the line it is better than your median.',
  },
  spearman: {
    label: 'Rank correlation',
    wanted: 0,
    says: 'Above the line it puts posts in the order in which they did.',
  },
  coverage80: {
    label: 'Held by 8 of 10',
    wanted: 0.8,
    says: 'On the line its intervals hold what they say.',
  },
  coverage50: {
    label: 'Held by 5 of 10',
    wanted: 0.5,
    says: 'On the line its intervals hold what they say.',
  },
} as const
type Figure = keyof typeof figures

/** How one figure went from version to version, on what each had not seen; the one in use stands out. */
export function VersionChart({ scope, versions }: { scope: string; versions: readonly ModelEntry[] }) {
  const [figure, setFigure] = useState<Figure>('error')
  const theme = useThemeCount()
  const { label, wanted, says } = figures[figure]
  const oldestFirst = useMemo(() => versions.toReversed(), [versions])
  const chart = useMemo(() => chartOf(oldestFirst, figure, theme), [oldestFirst, figure, theme])
  return (
    <div>
      <div className={styles.chartHead}>
        <h3>From version to version</h3>
        <Select
          label={`Figure: ${scope}`}
          labelHidden
          value={figure}
          options={(Object.keys(figures) as Figure[]).map((id) => ({ id, label: figures[id].label }))}
          onChange={setFigure}
        />
      </div>
      <div className={styles.chart}>
        <Line
          data={chart.data}
          options={chart.options}
          plugins={chart.plugins}
          role="img"
          aria-label={`${label} by version: ${oldestFirst.map((one) => `${one.card.version} ${textOf(valueOf(one, figure))}`).join(', ')}; the line is at ${wanted}`}
        />
      </div>
      <p className={styles.quiet}>{says}</p>
    </div>
  )
}

function valueOf({ card }: ModelEntry, figure: Figure): number | null {
  const judged = judgedFigures(card)
  if (figure === 'error') return judged.median.mae > 0 ? judged.mae / judged.median.mae : null
  return judged[figure]
}

function textOf(value: number | null): string {
  return value === null ? 'not known' : value.toFixed(2)
}

function chartOf(versions: readonly ModelEntry[], figure: Figure, theme: number) {
  const ticks = { color: canvasColour('--text-quiet'), font: { size: 11 } }
  const accent = canvasColour('--accent')
  const values = versions.map((one) => valueOf(one, figure))
  const { wanted, label } = figures[figure]
  const known = [...values.filter((value) => value !== null), wanted]
  const margin = 0.15 * (Math.max(...known) - Math.min(...known)) || 0.1
  const options: ChartOptions<'line'> = {
    animation: false,
    maintainAspectRatio: false,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    layout: { padding: { right: 12 } },
    scales: {
      x: { ticks, grid: { display: false }, offset: true },
      y: {
        ticks: {
          ...ticks,
          maxTicksLimit: 6,
          includeBounds: false,
          callback: (value) => Number(value).toFixed(2),
        },
        grid: { color: canvasColour('--line') },
        min: Math.min(...known) - margin,
        max: Math.max(...known) + margin,
      },
    },
    plugins: {
      tooltip: {
        animation: false,
        displayColors: false,
        callbacks: { label: ({ parsed }) => `${label}: ${textOf(parsed.y)}` },
      },
    },
  }
  const data = {
    labels: versions.map(({ card }) => [card.version, card.createdAt.slice(0, 10)]),
    datasets: [
      {
        label,
        data: values,
        borderColor: accent,
        borderWidth: 1.5,
        pointRadius: versions.map(({ active }) => (active ? 6 : 3)),
        pointBackgroundColor: versions.map(({ active }) => (active ? accent : canvasColour('--surface-2'))),
        pointBorderColor: accent,
      },
    ],
  }
  return { data, options, plugins: [wantedLine(wanted, theme)] }
}

/** A line at what is hoped for; made anew with each theme, whose colours a canvas keeps. */
function wantedLine(at: number, theme: number): Plugin<'line'> {
  const colour = canvasColour('--text-quiet')
  return {
    id: `wanted-${theme}`,
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      const y = scales.y!.getPixelForValue(at)
      ctx.save()
      ctx.strokeStyle = colour
      ctx.setLineDash([4, 4])
      ctx.beginPath()
      ctx.moveTo(chartArea.left, y)
      ctx.lineTo(chartArea.right, y)
      ctx.stroke()
      ctx.restore()
    },
  }
}
