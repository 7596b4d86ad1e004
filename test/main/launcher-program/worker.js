import { ownProcess } from '../../../electron/processes/own-process.ts'

const { port } = ownProcess(import.meta.dirname)
process.stderr.write('a worker\n')
port.onMessage((message) => port.post({ message, args: process.argv.slice(2) }))
port.onClose(() => process.exit(0))
