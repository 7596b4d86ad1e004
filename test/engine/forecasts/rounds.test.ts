import { describe, expect, it } from 'vitest'
import { createRounds, type Round } from '../../../electron/engine/forecasts/rounds.ts'

/** Rounds by a clock that the test sets; done days are kept as the library keeps them. */
function clocked(start: string) {
  let at = new Date(start)
  let isOn = true
  const kept = new Map<string, string>()
  const ran: Round[] = []
  const troubles: unknown[] = []
  let fails = false
  const create = () =>
    createRounds({
      store: {
        doneAt: (round) => kept.get(round) ?? null,
        putDone: (round, doneAt) => void kept.set(round, doneAt),
      },
      now: () => at,
      isOn: () => isOn,
      run: (round) => {
        ran.push(round)
        return fails ? Promise.reject(new Error('no')) : Promise.resolve()
      },
      onTrouble: (thrown) => troubles.push(thrown),
    })
  let rounds = create()
  return {
    ran,
    troubles,
    set: (what: { on?: boolean; fails?: boolean }) => {
      isOn = what.on ?? isOn
      fails = what.fails ?? fails
    },
    restart: () => (rounds = create()),
    async lookAt(time: string) {
      at = new Date(time)
      rounds.look()
      await rounds.settled()
    },
  }
}

describe('rounds', () => {
  it('begin at two at night, once', async () => {
    const clock = clocked('2026-11-18T12:00:00')
    await clock.lookAt('2026-11-18T12:00:00')
    await clock.lookAt('2026-11-19T01:59:00')
    expect(clock.ran).toEqual([])
    await clock.lookAt('2026-11-19T02:00:30')
    await clock.lookAt('2026-11-19T02:01:30')
    await clock.lookAt('2026-11-19T23:00:00')
    expect(clock.ran).toEqual(['refresh'])
  })

  it('make up once for nights that were slept through, by another engine too', async () => {
    const clock = clocked('2026-11-16T12:00:00')
    await clock.lookAt('2026-11-16T12:00:00')
    clock.restart()
    await clock.lookAt('2026-11-20T09:00:00')
    await clock.lookAt('2026-11-20T09:01:00')
    expect(clock.ran).toEqual(['refresh'])
  })

  it('search on Sundays, which does for the night', async () => {
    const clock = clocked('2026-11-20T12:00:00')
    await clock.lookAt('2026-11-20T12:00:00')
    // 22 November 2026 is a Sunday.
    await clock.lookAt('2026-11-22T08:00:00')
    await clock.lookAt('2026-11-22T08:01:00')
    expect(clock.ran).toEqual(['search'])
  })

  it('compare kinds of models on the first of a month, which does for the week and the night', async () => {
    const clock = clocked('2026-10-30T12:00:00')
    await clock.lookAt('2026-10-30T12:00:00')
    // 1 November 2026 is a Sunday.
    await clock.lookAt('2026-11-01T03:30:00')
    expect(clock.ran).toEqual(['search'])
    await clock.lookAt('2026-11-01T04:00:30')
    await clock.lookAt('2026-11-01T23:00:00')
    expect(clock.ran).toEqual(['search', 'comparison'])
    // Asleep over New Year: once, the most that is due.
    await clock.lookAt('2027-01-04T09:00:00')
    await clock.lookAt('2027-01-04T09:01:00')
    expect(clock.ran).toEqual(['search', 'comparison', 'comparison'])
  })

  it('rest while they are turned off', async () => {
    const clock = clocked('2026-11-18T12:00:00')
    await clock.lookAt('2026-11-18T12:00:00')
    clock.set({ on: false })
    await clock.lookAt('2026-11-19T03:00:00')
    expect(clock.ran).toEqual([])
    clock.set({ on: true })
    await clock.lookAt('2026-11-19T10:00:00')
    expect(clock.ran).toEqual(['refresh'])
  })

  it('tell what failed, and wait for the next night', async () => {
    const clock = clocked('2026-11-18T12:00:00')
    await clock.lookAt('2026-11-18T12:00:00')
    clock.set({ fails: true })
    await clock.lookAt('2026-11-19T02:00:30')
    await clock.lookAt('2026-11-19T02:01:30')
    expect(clock.ran).toEqual(['refresh'])
    expect(clock.troubles).toHaveLength(1)
    await clock.lookAt('2026-11-20T02:00:30')
    expect(clock.ran).toEqual(['refresh', 'refresh'])
  })
})
