import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCommandsStore, type Command } from '../../renderer/state/commands.ts'

/** A command on a list of words, with an inverse: what the engine's data would be. */
function append(data: string[], word: string): Command {
  return {
    label: `Append ${word}`,
    async run() {
      await Promise.resolve()
      data.push(word)
    },
    async undo() {
      await Promise.resolve()
      data.splice(data.lastIndexOf(word), 1)
    },
  }
}

it('brings data back whatever is done, undone and redone, as a plain history of states does', async () => {
  const steps = fc.array(fc.oneof(fc.constant('undo'), fc.constant('redo'), fc.stringMatching(/^w[0-9]$/)))
  await fc.assert(
    fc.asyncProperty(steps, async (words) => {
      const data: string[] = []
      const store = createCommandsStore()
      // The reference: all states that there were, and where in them we stand.
      let states: string[][] = [[]]
      let at = 0
      for (const [index, word] of words.entries()) {
        if (word === 'undo') {
          await store.undo()
          at = Math.max(0, at - 1)
        } else if (word === 'redo') {
          await store.redo()
          at = Math.min(states.length - 1, at + 1)
        } else {
          await store.perform(append(data, `${word}-${index}`))
          states = [...states.slice(0, at + 1), [...states[at]!, `${word}-${index}`]]
          at++
        }
        expect(data).toEqual(states[at])
      }
    }),
  )
})

it('takes steps one after the other when keys are pressed faster than the engine answers', async () => {
  const data: string[] = []
  const store = createCommandsStore()
  await Promise.all([
    store.perform(append(data, 'a')),
    store.perform(append(data, 'b')),
    store.undo(),
    store.undo(),
    store.redo(),
  ])
  expect(data).toEqual(['a'])
})

it('does not remember a command that failed, and goes on after it', async () => {
  const data: string[] = []
  const store = createCommandsStore()
  const failing: Command = { ...append(data, 'x'), run: () => Promise.reject(new Error('disk full')) }
  await expect(store.perform(failing)).rejects.toThrow('disk full')
  await store.perform(append(data, 'a'))
  expect((await store.undo())?.label).toBe('Append a')
  expect(await store.undo()).toBeNull()
})

it('takes back the very command of a notice, once, though others came after it', async () => {
  const data: string[] = []
  const store = createCommandsStore()
  const first = append(data, 'a')
  await store.perform(first)
  await store.perform(append(data, 'b'))
  expect([await store.undoThis(first), await store.undoThis(first)]).toEqual([true, false])
  expect(data).toEqual(['b'])
})
