import { HooklineError } from '../../shared/contract/errors.ts'

/** Seconds without a byte after which a file, or the program that reads it, counts as hanging; HOOKLINE_SILENCE_S sets it. */
export const silenceLimitS = Number(process.env.HOOKLINE_SILENCE_S) || 30

/** Waiting is counted in looks, not by the clock: a computer that slept, or a process that was halted, has not waited. */
export const lookEveryMs = 250

/** The file, or the drive that holds it, gives nothing any more. */
export function silenceError(silenceS = silenceLimitS): HooklineError {
  return new HooklineError(
    'timed_out',
    `The file gave nothing for ${silenceS} s; reading was stopped.`,
    'If it lies on a network drive, copy it to this machine.',
  )
}

/**
 * The outcome of reading that says through `heard` when something came. A read from a drive that hangs can't be ended:
 * it is left to itself.
 *
 * @throws HooklineError `timed_out` after `silenceLimitS` without a call of `heard`
 */
export async function beforeSilence<Value>(read: (heard: () => void) => Promise<Value>): Promise<Value> {
  const { promise: silence, reject } = Promise.withResolvers<never>()
  let silentLooks = 0
  const timer = setInterval(() => {
    if (++silentLooks * lookEveryMs > silenceLimitS * 1000) reject(silenceError())
  }, lookEveryMs)
  try {
    return await Promise.race([read(() => void (silentLooks = 0)), silence])
  } finally {
    clearInterval(timer)
  }
}
