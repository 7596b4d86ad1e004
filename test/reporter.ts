import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Leaves the numbers of passed and failed tests where `npm test` picks them up for its last line. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const path = process.env.HOOKLINE_TEST_COUNTS
    if (!path) return
    let passed = 0
    let failed = 0
    for (const module of modules) {
      // A file that can't even be loaded has no tests to count.
      failed += module.errors().length
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed++
        if (test.result().state === 'failed') failed++
      }
    }
    writeFileSync(path, JSON.stringify({ passed, failed }))
  }
}
