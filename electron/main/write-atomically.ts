import { open, rename, rm } from 'node:fs/promises'

/** Writes a file so that whoever reads it finds the old or the new content whole, also after a loss of power. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const next = `${path}.${process.pid}.next`
  try {
    const file = await open(next, 'w')
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(next, path)
  } catch (thrown) {
    await rm(next, { force: true })
    throw thrown
  }
}
