import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorToData, HooklineError, type ErrorCode } from '../../../shared/contract/errors.ts'
import { statusOf } from './error-status.ts'

/** A failure whose status says more than its code does. */
export class WebError extends HooklineError {
  readonly status: number

  constructor(status: number, code: ErrorCode, message: string, hint: string | null = null) {
    super(code, message, hint)
    this.status = status
  }
}

/** Answers a request with what was thrown: `{"error":{code,message,hint}}`, never a stack. */
export function answerError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = asHooklineError(thrown)
  const status = error instanceof WebError ? error.status : statusOf(error.code)
  // What the answer has to say beside its status, such as how long a file is whose range was missed.
  void reply.code(status).headers((thrown as { headers?: Record<string, string> }).headers ?? {})
  if (status === 401 && wantsPage(request)) void reply.type('text/html; charset=utf-8').send(askForAddress)
  else void reply.type('application/json; charset=utf-8').send({ error: error.toData() })
}

/** What the server's own library refuses (a body that is no JSON, too long, …) is wrong usage, not a defect. */
function asHooklineError(thrown: unknown): HooklineError {
  if (thrown instanceof HooklineError) return thrown
  const { statusCode, message } = thrown as { statusCode?: number; message?: string }
  if (statusCode === 416) return new WebError(416, 'usage', 'The range lies outside of the file.')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new WebError(statusCode, 'usage', `The request can't be read: ${message ?? ''}`)
  }
  return HooklineError.fromData(errorToData(thrown))
}

function wantsPage({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-mode'] === 'navigate' || (headers.accept ?? '').startsWith('text/html')
}

const askForAddress = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="dark light">
<title>Hookline</title>
<p>This page needs the address that Hookline printed when it started, with its token. Open that one, or run <code>npm start</code> again.</p>
</html>
`
