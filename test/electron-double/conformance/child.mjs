// A utility process that tells what it sees of itself, and does what it is told.
process.parentPort.on('message', ({ data, ports }) => {
  if (data === 'describe') {
    process.parentPort.postMessage({
      type: process.type,
      args: process.argv.slice(2),
      send: typeof process.send,
    })
  } else if (data === 'port') {
    const [port] = ports
    port.on('message', ({ data: said }) =>
      port.postMessage({ echoed: said, isBuffer: Buffer.isBuffer(said.bytes) }),
    )
    port.start()
  } else if (data === 'say') {
    process.stderr.write('last words\n')
    setTimeout(() => process.exit(3), 100)
  }
})
