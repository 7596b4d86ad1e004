import { fileURLToPath } from 'node:url'

/** Where composed drafts are kept between runs; made anew when it is deleted. */
export const composedFolder = fileURLToPath(
  new URL('../../../node_modules/.cache/hookline-composed', import.meta.url),
)
