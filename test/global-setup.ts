import { setUp } from '../scripts/setup.mjs'

/** Tests of whole commands run what the build made. */
export default async function buildFirst(): Promise<void> {
  await setUp()
}
