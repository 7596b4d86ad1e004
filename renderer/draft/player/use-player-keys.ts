import { useShortcuts } from '../../ui/shortcuts.ts'
import type { Transition } from '../../../shared/contract/measurement.ts'
import type { Player } from './player.ts'

/** The player's keys, as editing programs have them. */
export function usePlayerKeys(player: Player, transitions: readonly Transition[]): void {
  const cutFrames = transitions.map((transition) => transition.frame)
  const frame = (): number => player.state.getState().frame
  const last = (): number => player.clock().frames - 1
  useShortcuts('Player', [
    { keys: 'Space', label: 'Play, pause', run: player.toggle },
    {
      keys: 'J',
      shownAs: 'J K L',
      label: 'Play back, stop, play on; again for 2×, 4×, 8×',
      run: () => player.shuttle(-1),
    },
    { keys: 'K', label: '', run: player.pause },
    { keys: 'L', label: '', run: () => player.shuttle(1) },
    {
      keys: 'ArrowLeft',
      shownAs: 'ArrowLeft ArrowRight',
      label: 'One frame back, on',
      run: () => player.step(-1),
      repeats: true,
    },
    { keys: 'ArrowRight', label: '', run: () => player.step(1), repeats: true },
    {
      keys: 'Shift+ArrowLeft',
      also: ['Mod+ArrowLeft'],
      shownAs: 'Shift ArrowLeft ArrowRight',
      label: 'One second back, on',
      run: () => player.stepSeconds(-1),
      repeats: true,
    },
    {
      keys: 'Shift+ArrowRight',
      also: ['Mod+ArrowRight'],
      label: '',
      run: () => player.stepSeconds(1),
      repeats: true,
    },
    {
      keys: 'ArrowUp',
      shownAs: 'ArrowUp ArrowDown',
      label: 'To the cut before, after',
      run: () => player.seekToFrame(cutFrames.findLast((cut) => cut < frame()) ?? 0),
      repeats: true,
    },
    {
      keys: 'ArrowDown',
      label: '',
      run: () => player.seekToFrame(cutFrames.find((cut) => cut > frame()) ?? last()),
      repeats: true,
    },
    {
      keys: 'Home',
      shownAs: 'Home End',
      label: 'To the first, last frame',
      run: () => player.seekToFrame(0),
    },
    { keys: 'End', label: '', run: () => player.seekToFrame(last()) },
    { keys: 'I', shownAs: 'I O', label: 'Loop from here, to here', run: player.setIn },
    { keys: 'O', label: '', run: player.setOut },
    { keys: 'Alt+X', label: 'Forget in and out', run: player.clearRange },
    { keys: 'Shift+L', label: 'Loop on, off', run: player.toggleLooping },
    { keys: 'M', label: 'Sound on, off', run: player.toggleMuted },
  ])
}
