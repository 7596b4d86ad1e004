import { app, MessageChannelMain, type UtilityProcess } from 'electron'
import { systemSecrets } from '../../../electron/main/secrets.ts'
import { utilityLauncher } from '../../../electron/main/utility-launcher.ts'
import { linePort, type ToUtility } from '../../../electron/processes/utility-messages.ts'

/** A main process that is nothing but launcher and broker. */
async function run(): Promise<void> {
  await app.whenReady()
  const told: string[] = []
  let engineProcess: UtilityProcess | null = null
  const launcher = utilityLauncher({
    entriesFolder: import.meta.dirname,
    secrets: systemSecrets((sentence) => told.push(sentence)),
    onEngine: (engine) => (engineProcess = engine),
  })
  const engine = launcher.start('engine', ['folder'])
  const answers: unknown[] = []
  let heard = Promise.withResolvers<undefined>()
  engine.port.onMessage((answer) => {
    answers.push(answer)
    heard.resolve(undefined)
    heard = Promise.withResolvers()
  })
  for (const ask of ['worker', 'secret', 'secret']) {
    const answered = heard.promise
    engine.port.post({ ask })
    await answered
  }
  const { port1, port2 } = new MessageChannelMain()
  engineProcess!.postMessage({ type: 'line', from: 'page' } satisfies ToUtility, [port1])
  const page = linePort(port2)
  const toPage = new Promise((resolve) => page.onMessage(resolve))
  page.post('hello')
  answers.push(await toPage)
  engine.port.close()
  const { exitCode } = await engine.exited
  process.stdout.write(`${JSON.stringify({ answers, told, exitCode })}\n`, () => app.exit(0))
}

run().catch((thrown: unknown) => {
  console.error(thrown)
  app.exit(1)
})
