// Plays an engine: it starts a worker through the shell, and keeps a secret there.
import { ownProcess } from '../../../electron/processes/own-process.ts'

const own = ownProcess(import.meta.dirname)
own.port.onMessage(async ({ ask }) => {
  if (ask === 'worker') {
    const worker = own.launcher.start('worker', ['argument'])
    worker.port.post({ bytes: new Uint8Array([1, 2, 3]) })
    const heard = await new Promise((resolve) => worker.port.onMessage(resolve))
    const closed = new Promise((resolve) => worker.port.onClose(() => resolve('closed')))
    const pid = worker.pid
    worker.kill()
    own.port.post({
      heard,
      hasPid: typeof pid === 'number',
      closed: await closed,
      exited: await worker.exited,
    })
  }
  if (ask === 'secret') {
    const sealed = await own.secrets.encrypt('a word')
    const refused = await own.secrets.decrypt(new Uint8Array([9, 9])).catch(({ code }) => code)
    own.port.post({
      hidden: !Buffer.from(sealed).includes('a word'),
      opened: await own.secrets.decrypt(sealed),
      refused,
    })
  }
})
own.onPage((port) => port.onMessage((message) => port.post({ answered: message })))
own.port.onClose(() => process.exit(0))
