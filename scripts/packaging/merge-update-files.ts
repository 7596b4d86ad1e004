/**
 * Makes one latest-mac.yml of those of the two Mac builds, which come from two machines: the updater reads one file and
 * chooses among its entries by processor.
 *
 *     node scripts/packaging/merge-update-files.ts ARM64/latest-mac.yml X64/latest-mac.yml OUT/latest-mac.yml
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { z } from 'zod'

const updateFile = z.looseObject({ version: z.string(), files: z.array(z.looseObject({ url: z.string() })) })

const [first, second, out] = process.argv.slice(2)
if (!first || !second || !out) throw new Error('Give two files to read and one to write.')
const [one, other] = [first, second].map((path) => updateFile.parse(parse(readFileSync(path, 'utf8'))))
if (one!.version !== other!.version) {
  throw new Error(`${first} is of version ${one!.version}, ${second} of ${other!.version}.`)
}
writeFileSync(out, stringify({ ...one, files: [...one!.files, ...other!.files] }, { lineWidth: 0 }))
