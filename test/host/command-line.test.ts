import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparisonSchema } from '../../shared/contract/compare.ts'
import { doctorSchema } from '../../shared/contract/doctor.ts'
import { findFfmpeg } from '../../electron/media/locate.ts'
import { musicFitSchema } from '../../shared/contract/music.ts'
import { measurementSchema } from '../../shared/contract/measurement.ts'
import { scoreSchema, type Score } from '../../shared/contract/score.ts'
import { hookline, projectRoot, temporaryFolder } from './hookline.ts'

const sample = join(projectRoot, 'resources', 'sample', 'sample.mp4')

describe('the command line', () => {
  const folder = temporaryFolder()
  const library = join(folder.path, 'library')
  const withLibrary = (...args: string[]): string[] => [...args, '--library', library]
  afterAll(folder.remove)

  describe('score', () => {
    const temporary = join(folder.path, 'temporary')
    let first: Awaited<ReturnType<typeof hookline>>
    beforeAll(async () => {
      mkdirSync(temporary)
      first = await hookline(withLibrary('score', sample, '--json'), { TMPDIR: temporary, TEMP: temporary })
    })

    it('prints the document of the contract and nothing else', () => {
      expect(first.exitCode).toBe(0)
      const score = scoreSchema.strict().parse(JSON.parse(first.stdout))
      expect(score.file).toBe(sample)
      expect(first.stdout.trimEnd()).not.toContain('\n')
    })

    it('shows a provisional score first, and settles it', () => {
      expect(first.stderr).toMatch(
        /sample\.mp4: provisional \d+ \(hook \d+, content \d+, call to action \d+\)/,
      )
      expect(JSON.parse(first.stdout)).toMatchObject({ provisional: false })
    })

    it('gives times for its evidence that lie in the draft', () => {
      const score = JSON.parse(first.stdout) as Score
      const evidence = [score.hook, score.content, score.cta]
        .flatMap((part) => part.checks)
        .flatMap((c) => c.evidence)
      expect(evidence.length).toBeGreaterThan(5)
      for (const { startS, endS } of evidence) {
        expect(startS).toBeGreaterThanOrEqual(0)
        expect(endS).toBeGreaterThanOrEqual(startS)
        expect(endS).toBeLessThan(30)
      }
    })

    it('leaves nothing in the temporary folder', () => {
      expect(readdirSync(temporary)).toEqual([])
    })

    it('does not decode a second time, and says the same', async () => {
      const again = await hookline(withLibrary('score', sample, '--json'), {
        FFMPEG_PATH: '',
        PATH: process.env.PATH ?? '',
      })
      expect(again.stdout).toBe(first.stdout)
      const measured = await hookline(withLibrary('measure', sample, '--json'))
      expect(JSON.parse(measured.stdout)).toMatchObject({ timing: { decodeS: 0 } })
    })

    it('is the same in another library, folder and order of commands, apart from the path', async () => {
      const elsewhere = join(folder.path, 'elsewhere')
      mkdirSync(elsewhere)
      const copy = join(elsewhere, 'renamed draft.mp4')
      copyFileSync(sample, copy)
      copyFileSync(`${sample}.hookline.json`, `${copy}.hookline.json`)
      utimesSync(copy, new Date('2001-02-03'), new Date('2001-02-03'))
      const other = join(folder.path, 'other library')
      await hookline(['measure', copy, '--json', '--library', other])
      const moved = await hookline(['score', copy, '--json', '--library', other])
      expect(moved.stdout.replaceAll(JSON.stringify(copy), JSON.stringify(sample))).toBe(first.stdout)
    })

    it('of several files gives each its result or its error, and the highest exit code', async () => {
      const text = join(folder.path, 'text.mp4')
      writeFileSync(text, 'this is no film')
      const result = await hookline(
        withLibrary('score', sample, text, join(folder.path, 'nothing.mp4'), '--json'),
      )
      expect(result.exitCode).toBe(3)
      const { drafts } = JSON.parse(result.stdout) as { drafts: { error?: { code: string } }[] }
      expect(drafts.map((draft) => draft.error?.code)).toEqual([undefined, 'not_media', 'file_missing'])
    })

    it('takes details from a sidecar, and from --details instead', async () => {
      const captionOf = async (...extra: string[]): Promise<unknown> => {
        const { stdout } = await hookline(withLibrary('score', sample, '--json', ...extra))
        return (JSON.parse(stdout) as Score).compliance.find((item) => item.id.includes('hashtag'))?.measured
      }
      const details = join(folder.path, 'details.json')
      writeFileSync(details, JSON.stringify({ hashtags: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }))
      const sidecar = JSON.parse(readFileSync(`${sample}.hookline.json`, 'utf8')) as { hashtags: string[] }
      expect(String(await captionOf())).toContain(String(sidecar.hashtags.length))
      expect(String(await captionOf('--details', details))).toContain('7')
    })

    it('reads aloud in plain text what the document says', async () => {
      const { stdout } = await hookline(withLibrary('score', sample))
      const score = JSON.parse(first.stdout) as Score
      expect(stdout).toContain(`Overall ${score.overall} of 100`)
    })
  })

  it('measure prints the document of the contract', async () => {
    const { stdout, exitCode } = await hookline(withLibrary('measure', sample, '--json'))
    expect(exitCode).toBe(0)
    measurementSchema.strict().parse(JSON.parse(stdout))
  })

  it('compare sets drafts against the first', async () => {
    const copy = join(folder.path, 'copy.mp4')
    copyFileSync(sample, copy)
    copyFileSync(`${sample}.hookline.json`, `${copy}.hookline.json`)
    const { stdout, exitCode } = await hookline(withLibrary('compare', sample, copy, '--json'))
    expect(exitCode).toBe(0)
    const comparison = comparisonSchema.parse(JSON.parse(stdout))
    expect(comparison.differences).toHaveLength(1)
    expect(comparison.differences[0]).toMatchObject({
      file: copy,
      hook: { difference: 0 },
      content: { difference: 0 },
    })
    expect(comparison.strongestHook).toBeNull()
  })

  it.each(['edl', 'fcpxml', 'premiere-xml', 'resolve-csv', 'json'])(
    'markers writes %s, to a file when asked',
    async (format) => {
      const out = join(folder.path, `markers.${format}`)
      const printed = await hookline(withLibrary('markers', sample, '--format', format))
      const written = await hookline(withLibrary('markers', sample, '--format', format, '--out', out))
      expect([printed.exitCode, written.exitCode]).toEqual([0, 0])
      expect(statSync(out).size).toBeGreaterThan(100)
      expect(readFileSync(out, 'utf8').trimEnd()).toBe(printed.stdout.trimEnd())
    },
  )

  it('a check marked intentional is left out and named, until that is undone', async () => {
    const omitted = async (): Promise<string[]> => {
      const { stdout } = await hookline(withLibrary('score', sample, '--json'))
      return (JSON.parse(stdout) as Score).omitted
        .filter((o) => o.reason === 'marked intentional')
        .map((o) => o.id)
    }
    const marked = await hookline(withLibrary('intentional', 'mark', 'opening-stillness', '--draft', sample))
    expect(marked.exitCode).toBe(0)
    expect(await omitted()).toEqual(['opening-stillness'])
    await hookline(withLibrary('intentional', 'undo'))
    expect(await omitted()).toEqual([])
    const unknown = await hookline(
      withLibrary('intentional', 'mark', 'horoscope', '--draft', sample, '--json'),
    )
    expect(unknown.exitCode).toBe(2)
  })

  it('doctor looks at every part', async () => {
    const { stdout, exitCode } = await hookline(withLibrary('doctor', '--json'))
    expect(exitCode).toBe(0)
    const report = doctorSchema.parse(JSON.parse(stdout))
    expect(report.parts.map((part) => part.name)).toEqual([
      'runtime',
      'ffmpeg',
      'library',
      'disk',
      'jobs',
      'detectors',
      'speech-recognition',
    ])
  })

  it.each([
    'measure',
    'score',
    'scores',
    'compare',
    'markers',
    'music',
    'track',
    'doctor',
    'details',
    'history',
    'history-import',
    'history-mapping',
    'error',
  ])('schema prints %s', async (name) => {
    const { stdout, exitCode } = await hookline(['schema', name])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toHaveProperty('$schema')
  })

  it('ranks the music of a folder, for a program and for a person, and says what is wrong', async () => {
    const music = join(folder.path, 'music')
    mkdirSync(music)
    const { ffmpegPath } = findFfmpeg(null)
    execFileSync(ffmpegPath, ['-v', 'error', '-i', sample, '-vn', join(music, 'own.flac')])
    const ask = (...args: string[]): ReturnType<typeof hookline> =>
      hookline(withLibrary('music', sample, ...args))
    const { stdout, exitCode } = await ask('--from', music, '--mood', 'calm', '--json')
    expect(exitCode).toBe(0)
    const fit = musicFitSchema.strict().parse(JSON.parse(stdout))
    expect(fit).toMatchObject({ file: sample, folder: music, wanted: { mood: 'calm', from: 'asked' } })
    expect(fit.tracks).toMatchObject([{ name: 'own.flac', uses: [{ isThis: true, draftId: null }] }])
    expect((await ask('--from', music)).stdout).toMatch(/1\. own\.flac: \d+ of 100[^]*rights: unknown/)
    expect((await ask('--from', join(music, 'none'))).exitCode).toBe(3)
    expect((await ask('--from', music, '--mood', 'sad')).exitCode).toBe(2)
    expect((await ask()).exitCode).toBe(2)
  })

  describe('exit codes', () => {
    const cases: [string, string[], number, string][] = [
      ['no command', [], 2, 'usage'],
      ['an unknown command', ['publish', '--json'], 2, 'usage'],
      ['an unknown option', ['score', sample, '--fast', '--json'], 2, 'usage'],
      ['an unknown platform', ['score', sample, '--platform', 'myspace', '--json'], 2, 'usage'],
      ['no file', ['score', '--json'], 2, 'usage'],
      ['a marker format that is missing', ['markers', sample, '--json'], 2, 'usage'],
      [
        'details that are not JSON',
        ['score', sample, '--details', join(projectRoot, 'LICENSE'), '--json'],
        2,
        'usage',
      ],
      ['one file to compare', ['compare', sample, '--json'], 2, 'usage'],
      ['an unknown schema', ['schema', 'horoscope', '--json'], 2, 'usage'],
      ['a missing file', ['score', 'nothing.mp4', '--json'], 3, 'file_missing'],
      ['a folder', ['score', projectRoot, '--json'], 3, 'not_a_file'],
    ]
    it.each(cases)('for %s', async (_, args, exitCode, code) => {
      const result = await hookline(args.length > 0 && args[0] !== 'schema' ? withLibrary(...args) : args)
      expect(result.exitCode).toBe(exitCode)
      expect(result.stderr).not.toMatch(/\n\s+at /)
      if (args.includes('--json')) expect(JSON.parse(result.stdout)).toMatchObject({ error: { code } })
    })

    it('for a missing ffmpeg', async () => {
      const result = await hookline(['score', sample, '--json', '--library', join(folder.path, 'without')], {
        PATH: '/nowhere',
      })
      expect(result.exitCode).toBe(4)
      expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'ffmpeg_missing' } })
    })

    it('for a library folder that can not be', async () => {
      const result = await hookline(['score', sample, '--json', '--library', join(sample, 'below a file')])
      expect(result.exitCode).toBe(5)
      expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'folder_not_writable' } })
    })
  })

  it('takes a file name that begins with a dash after --, and a value that begins with a dash after its option', async () => {
    const dashed = join(folder.path, '-draft.mp4')
    copyFileSync(sample, dashed)
    const { stdout } = await hookline(['measure', '--library', library, '--json', '--', dashed])
    expect(JSON.parse(stdout)).toMatchObject({ file: { path: dashed } })
    const out = await hookline([
      'markers',
      sample,
      '--format',
      'json',
      '--library',
      library,
      '--out',
      join(folder.path, '-out'),
    ])
    expect(out.exitCode).toBe(0)
    const option = await hookline(withLibrary('score', sample, '--details', '-nothing.json', '--json'))
    expect(JSON.parse(option.stdout)).toMatchObject({
      error: { message: expect.stringContaining('-nothing.json') as string },
    })
  })
})
