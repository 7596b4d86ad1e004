import { RotateCcw } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { NumberField } from 'react-aria-components/NumberField'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider'
import { useState } from 'react'
import { scorePartIds, type ScorePartId } from '../../shared/contract/score.ts'
import type { RubricOutline, Settings } from '../../shared/contract/settings.ts'
import { useSettings } from '../state/app-state-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { partLabels } from '../ui/wording.ts'
import styles from './settings.module.css'
import { useChangeSettings } from './change-settings.ts'
import { WeightsEffect } from './weights-effect.tsx'
import { partShares, withCheckWeight, withPartWeight } from './weights.ts'

/** What hook, content, call to action and each check count: changed live, without measuring again. */
export function WeightsSection() {
  const rubric = useSettings((state) => state.rubric)
  const settings = useSettings((state) => state.settings)
  const change = useChangeSettings()
  if (!rubric) return null
  const { partWeights, checkWeights } = settings
  const changed = Object.keys(partWeights).length + Object.keys(checkWeights).length
  return (
    <section className={styles.section} aria-labelledby="settings-weights">
      <div className={styles.sectionHead}>
        <h2 id="settings-weights">What counts</h2>
        <Button
          look="quiet"
          icon={<RotateCcw aria-hidden />}
          isDisabled={changed === 0}
          onPress={() => void change('Reset all weights', { partWeights: {}, checkWeights: {} })}
        >
          Reset all
        </Button>
      </div>
      <p className={styles.hint}>
        Parts count by their share of the overall score, checks by their weight within their part. Scores
        follow at once; nothing is measured again. Rubric {rubric.version}
        {changed > 0 && `, ${changed} of its weights changed`}.
      </p>
      <WeightsEffect />
      {partShares(partWeights, rubric).map(({ id, weight, percent }) => (
        <PartWeight
          key={id}
          part={id}
          weight={weight}
          percent={percent}
          onChange={(next) =>
            change(`Change the weight of ${partLabels[id]}`, {
              partWeights: withPartWeight(partWeights, rubric, id, next),
            })
          }
        />
      ))}
      {scorePartIds.map((part) => (
        <CheckWeights key={part} part={part} rubric={rubric} settings={settings} />
      ))}
    </section>
  )
}

function PartWeight({
  part,
  weight,
  percent,
  onChange,
}: {
  part: ScorePartId
  weight: number
  percent: number
  /** @returns whether it could be changed */
  onChange: (weight: number) => Promise<boolean>
}) {
  // Where the thumb is until the weight has followed; the slider stays the same, so that the keyboard stays on it.
  const [moved, setMoved] = useState({ from: weight, to: weight })
  return (
    <div className={styles.row}>
      <span>{partLabels[part]}</span>
      <span className={styles.partWeight}>
        <Slider
          className={styles.slider!}
          aria-label={`Weight of ${partLabels[part]}`}
          value={moved.from === weight ? moved.to : weight}
          minValue={0}
          maxValue={1}
          step={0.05}
          onChange={(to) => setMoved({ from: weight, to })}
          onChangeEnd={(to) =>
            void onChange(to).then((done) => {
              if (!done) setMoved({ from: weight, to: weight })
            })
          }
        >
          <SliderTrack className={styles.track!}>
            <SliderThumb className={styles.thumb!} />
          </SliderTrack>
        </Slider>
        <span className={styles.share}>{percent} %</span>
      </span>
    </div>
  )
}

function CheckWeights({
  part,
  rubric,
  settings: { checkWeights },
}: {
  part: ScorePartId
  rubric: RubricOutline
  settings: Settings
}) {
  const [open, setOpen] = useState(false)
  const change = useChangeSettings()
  const checks = rubric.checks.filter((check) => check.part === part)
  const changed = checks.filter(({ id }) => id in checkWeights).length
  const set = (id: string, label: string, weight: number): void =>
    void change(`Change the weight of “${label}”`, {
      checkWeights: withCheckWeight(checkWeights, rubric, id, weight),
    })
  return (
    <details
      className={styles.checks}
      open={open}
      onToggle={(event) => setOpen((event.target as HTMLDetailsElement).open)}
    >
      <summary>
        {partLabels[part]}: {checks.length} checks
        {changed > 0 && <span className={styles.hint}> ({changed} changed)</span>}
      </summary>
      {open &&
        checks.map(({ id, label, weight: own }) => {
          const weight = checkWeights[id] ?? own
          return (
            <div key={id} className={styles.row}>
              <span>
                {label}
                {weight === 0 && <span className={styles.hint}> does not count</span>}
              </span>
              <span className={styles.partWeight}>
                {id in checkWeights && (
                  <IconButton label={`Back to ${own}`} onPress={() => set(id, label, own)}>
                    <RotateCcw />
                  </IconButton>
                )}
                <NumberField
                  aria-label={`Weight of ${label}`}
                  value={weight}
                  minValue={0}
                  maxValue={100}
                  step={0.25}
                  formatOptions={{ maximumFractionDigits: 2 }}
                  onChange={(next) => {
                    if (!Number.isNaN(next) && next !== weight) set(id, label, next)
                  }}
                >
                  <Group className={styles.stepper!}>
                    <AriaButton slot="decrement">−</AriaButton>
                    <Input />
                    <AriaButton slot="increment">+</AriaButton>
                  </Group>
                </NumberField>
              </span>
            </div>
          )
        })}
    </details>
  )
}
