import { HooklineError } from './errors.ts'
import { detailsSchema, type DraftDetails } from './score.ts'

/**
 * The details of a draft from the text of a JSON file.
 *
 * @param source the file's name, for the sentence
 * @throws HooklineError `usage` when it is no JSON or does not fit
 */
export function parseDetails(text: string, source: string): DraftDetails {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new HooklineError('usage', `The details in ${source} are not JSON.`, seeSchema, { cause })
  }
  const parsed = detailsSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue?.path.join('.') ?? ''
  throw new HooklineError(
    'usage',
    `The details in ${source} don't fit: ${where} ${issue?.message ?? ''}`,
    seeSchema,
  )
}

const seeSchema = 'See `hookline schema details`.'
