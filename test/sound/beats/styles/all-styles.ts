import type { Style } from '../style.ts'
import { beatMusic } from './beat-music.ts'
import { chipsAndOffbeats } from './chips-and-offbeats.ts'
import { quietMusic } from './quiet-music.ts'
import { syncopatedMusic } from './syncopated-music.ts'
import { tripletsAndThrees } from './triplets-and-threes.ts'

/** Every kind of music; pieces are drawn from it by place, so the order stays. */
export const styles: readonly Style[] = [
  ...beatMusic,
  ...syncopatedMusic,
  ...tripletsAndThrees,
  ...quietMusic,
  ...chipsAndOffbeats,
]
