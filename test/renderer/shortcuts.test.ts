import { expect, it } from 'vitest'
import { shortcutFor, type PressedKeys, type ShortcutGroup } from '../../renderer/ui/shortcuts.ts'

const nothing = (): void => undefined
const groups: ShortcutGroup[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: 'Mod+Z', label: 'Undo', run: nothing },
      { keys: 'Mod+Shift+Z', label: 'Redo', also: ['Mod+Y'], run: nothing },
      { keys: '?', label: 'Keys', run: nothing },
      { keys: 'Escape', label: 'Back', run: nothing },
    ],
  },
  {
    title: 'Screen',
    shortcuts: [
      { keys: 'Space', label: 'Play', run: nothing },
      { keys: 'ArrowLeft', label: 'A frame back', run: nothing },
      { keys: 'Shift+ArrowLeft', label: 'A second back', run: nothing },
      { keys: 'Escape', label: 'Close', run: nothing },
      { keys: '1', label: 'First lane', run: nothing },
      { keys: 'Shift+1', label: 'Eleventh lane', run: nothing },
    ],
  },
]

function labelFor(key: string, modifiers: Partial<PressedKeys> = {}): string | undefined {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, code: '' }
  return shortcutFor({ ...none, key, ...modifiers }, groups)?.label
}

it('tells undo from redo by Shift, with Ctrl as with ⌘, and leaves the bare letter alone', () => {
  expect(labelFor('z', { ctrlKey: true })).toBe('Undo')
  expect(labelFor('z', { metaKey: true })).toBe('Undo')
  expect(labelFor('Z', { ctrlKey: true, shiftKey: true })).toBe('Redo')
  expect(labelFor('y', { ctrlKey: true })).toBe('Redo')
  expect(labelFor('z')).toBeUndefined()
})

it('takes a sign wherever the keyboard has it: ? needs Shift on one and not on another', () => {
  expect(labelFor('?', { shiftKey: true })).toBe('Keys')
  expect(labelFor('?')).toBe('Keys')
})

it('tells a frame from a second by Shift, and leaves keys with Alt to the browser', () => {
  expect(labelFor('ArrowLeft')).toBe('A frame back')
  expect(labelFor('ArrowLeft', { shiftKey: true })).toBe('A second back')
  expect(labelFor('ArrowLeft', { altKey: true })).toBeUndefined()
  expect(labelFor(' ')).toBe('Play')
})

it('lets the screen take a key before the page does', () => {
  expect(labelFor('Escape')).toBe('Close')
})

it('takes digits by their place, with Shift and without, on keyboards that print them the other way round', () => {
  expect(labelFor('1', { code: 'Digit1' })).toBe('First lane')
  expect(labelFor('1', { code: 'Numpad1' })).toBe('First lane')
  expect(labelFor('!', { code: 'Digit1', shiftKey: true })).toBe('Eleventh lane')
  const french = { code: 'Digit1' }
  expect(labelFor('&', french)).toBe('First lane')
  expect(labelFor('1', { ...french, shiftKey: true })).toBe('Eleventh lane')
  expect(labelFor('!', { code: 'Slash', shiftKey: true })).toBeUndefined()
})
