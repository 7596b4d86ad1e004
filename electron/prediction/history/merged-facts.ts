import type { PostFacts } from './post-row.ts'

/** Facts that hang together: of two tellings of one day all of a group come from one. */
const groups: readonly (readonly (keyof PostFacts)[])[] = [
  ['externalId'],
  ['url'],
  ['title'],
  ['caption'],
  ['hashtags'],
  ['postType'],
  ['publishedOn', 'publishedTime'],
  ['durationS', 'durationFrom', 'form'],
]

/**
 * One telling from two of the same day that may contradict each other. Which of two comes first makes no difference, nor
 * does what else has been merged before: of each group the one that says more counts, and of equals that of later rank.
 */
export function mergedOfDay(a: PostFacts, b: PostFacts): PostFacts {
  return merged(a, b, (group) => rankOf(a, group) > rankOf(b, group))
}

/** A telling of a later day over an earlier one: what it says counts, what it doesn't stays. */
export function mergedWithLater(earlier: PostFacts, later: PostFacts): PostFacts {
  return merged(earlier, later, (group) => {
    const isTold = earlier.durationFrom === 'column' && later.durationFrom !== 'column'
    return group[0] === 'durationS' ? isTold || !says(later.durationS) : !says(later[group[0]!])
  })
}

function merged(
  a: PostFacts,
  b: PostFacts,
  prefersFirst: (group: readonly (keyof PostFacts)[]) => boolean,
): PostFacts {
  const entries = groups.flatMap((group) => {
    const from = prefersFirst(group) ? a : b
    return group.map((name) => [name, from[name]] as const)
  })
  return Object.fromEntries(entries) as unknown as PostFacts
}

function says(value: PostFacts[keyof PostFacts]): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}

function rankOf(facts: PostFacts, group: readonly (keyof PostFacts)[]): string {
  const values = group.map((name) => facts[name])
  const told = group[0] === 'durationS' ? (facts.durationFrom === 'column' ? 2 : 1) : 1
  return `${says(values[0]!) ? told : 0} ${JSON.stringify(values)}`
}
