/** Rhythms that many kinds share, in sixteenths. */

export const eighthHats = [
  'x.x.x.x.x.x.x.x.',
  'x.o.x.o.x.o.x.o.',
  'xoxoxoxoxoxoxoxo',
  'x...x...x...x...',
  '..x...x...x...x.',
]
export const backbeat = ['....x.......x...', '....x.......x..o', '....x..o.o..x...', '....x.......x.x.']
