import { downloadPart } from '../../electron/parts/download-part.ts'
import { partFolder } from '../../electron/parts/part-folder.ts'
import { partDescriptionSchema } from '../../electron/parts/part-description.ts'
import { storeError } from '../../electron/store/library.ts'

/** A process of its own that fetches a part, to be killed or kept from writing: `LIBRARY DESCRIPTION`; tells its error's code. */
const [library = '', description = ''] = process.argv.slice(2)
const part = partDescriptionSchema.parse(JSON.parse(description))
const { signal } = new AbortController()
try {
  await downloadPart(part, partFolder(library, part), { signal, onBytes: () => undefined, againAfterS: [] })
} catch (thrown) {
  const error = storeError(thrown, library)
  process.stdout.write('code' in error ? String(error.code) : error.message)
}
