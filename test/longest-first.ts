import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take a minute or more on two cores, longest first: one of them started last would run alone. */
const longest = [
  'scoring/metamorphic/metamorphic',
  'e2e/library',
  'vision/transitions-composed',
  'e2e/draft-measuring',
  'e2e/draft',
  'engine/faults/random-faults',
  'engine/faults/bad-surroundings',
  'shell/packed-app',
  'e2e/by-itself',
  'engine/hostile/hostile',
  'engine/drafts/drafts',
  'host/command-line',
  'engine/faults/killed-in-mid-job',
  'e2e/compare',
].map((name) => `/test/${name}.test.ts`)

/** Starts the longest files first on a fresh clone, too, where no run before has left its timings. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId.endsWith(name))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}
