import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { scoreSchema } from '../../shared/contract/score.ts'
import { hookline, projectRoot, temporaryFolder } from './hookline.ts'

const sample = join(projectRoot, 'resources', 'sample', 'sample.mp4')

describe('score --report', () => {
  const folder = temporaryFolder()
  const library = ['--library', join(folder.path, 'library')]
  afterAll(folder.remove)

  it('writes the report beside the result, which stays what it is', async () => {
    const out = join(folder.path, 'report.html')
    const { exitCode, stdout } = await hookline(['score', sample, '--json', '--report', out, ...library])
    expect(exitCode).toBe(0)
    const score = scoreSchema.parse(JSON.parse(stdout))
    const html = readFileSync(out, 'utf8')
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).toContain(`>${score.overall}</b>`)
    for (const { label } of score.hook.checks) expect(html).toContain(label)
  })

  it('writes a PDF where the name says so', async () => {
    const out = join(folder.path, 'report.PDF')
    const { exitCode } = await hookline(['score', sample, '--report', out, ...library])
    expect(exitCode).toBe(0)
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it.each([
    ['another ending', [sample, '--report', join(folder.path, 'report.docx')], 2, 'usage'],
    ['several drafts', [sample, sample, '--report', join(folder.path, 'two.html')], 2, 'usage'],
    [
      'a folder that is not there',
      [sample, '--report', join(folder.path, 'no', 'r.html')],
      5,
      'folder_not_writable',
    ],
  ])('refuses %s in a sentence', async (_, args, exitCode, code) => {
    const result = await hookline(['score', ...args, '--json', ...library])
    expect(result.exitCode).toBe(exitCode)
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code } })
    expect(existsSync(join(folder.path, 'two.html'))).toBe(false)
    expect(readdirSync(folder.path).filter((name) => name.includes('.part'))).toEqual([])
  })
})
