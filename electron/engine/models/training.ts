import { callThrough } from '../../../shared/channel.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { TrainedTable } from '../../../shared/contract/models.ts'
import type { TrainingJob } from '../../prediction/train-and-keep.ts'
import type { Launcher } from '../../processes/launcher.ts'
import type { TaskProgress } from '../../processes/worker-tasks.ts'
import type { MeasureOptions } from '../measuring.ts'
import { timeLeft } from '../time-left.ts'

const stopped = new HooklineError('worker_crashed', 'The training stopped in mid-work.')

/**
 * Trains in a process of its own, which ends with the training.
 *
 * @throws HooklineError what the training threw, `cancelled`, or `worker_crashed` when the process was ended from outside
 */
export async function trainTable(
  launcher: Launcher,
  job: TrainingJob,
  { signal, onProgress }: MeasureOptions,
): Promise<TrainedTable> {
  const trainer = launcher.start('trainer', [])
  const caller = callThrough(trainer.port, stopped)
  const left = timeLeft()
  // It hears of a cancellation between two models only.
  const end = (): void => trainer.kill()
  signal.addEventListener('abort', end, { once: true })
  try {
    return (await caller.call('train-table', job, {
      signal,
      onEvent: (event) => {
        const { fraction } = event as TaskProgress
        onProgress({ stage: 'training', fraction, timeLeftS: left(fraction) })
      },
    })) as TrainedTable
  } catch (thrown) {
    if (signal.aborted) throw new HooklineError('cancelled', 'Cancelled.')
    if (thrown !== stopped) throw thrown
    const { lastWords } = await trainer.exited
    throw new HooklineError(
      stopped.code,
      stopped.message,
      'The models there were are as they were. Train again.',
      { cause: lastWords },
    )
  } finally {
    signal.removeEventListener('abort', end)
    trainer.port.close()
  }
}
