// `npm run build`: builds what is stale.
import { setUp } from './setup.mjs'

await setUp()
