import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { measurePage, usualPaintMs } from './page.ts'
import {
  makeBenchDraft,
  standardDraft,
  withoutSound,
  withTextAndFace,
  type BenchDraft,
} from './bench-drafts.ts'
import { plantedFigures } from './planted.ts'
import { alternate, median, runHookline, runProgram } from './runs.ts'
import { stageShares } from './stages.ts'
import { trainingFigures } from './training.ts'

/**
 * `npm run bench`: how fast and how large, as ratios taken side by side in one run. `npm run bench -- ratio memory`
 * runs the named parts alone.
 */
const drafts = fileURLToPath(new URL('../../node_modules/.cache/hookline-bench', import.meta.url))
const { ffmpegPath } = await locateFfmpeg()
const wanted = process.argv.slice(2)
const repeats = 5

const make = (draft: Partial<BenchDraft>): string => {
  const whole = { ...standardDraft, ...draft }
  return makeBenchDraft(ffmpegPath, drafts, whole)
}

const parts: Record<string, () => Promise<void>> = {
  // In all: 1.15 was asked before sound was heard, and 1.3 before text was read and faces were found.
  ratio: () => ratioOf('measure / plain decode, 60 s 1080×1920 H.264', make({}), 1.8),
  async sound() {
    const draft = make({})
    const mute = withoutSound(ffmpegPath, draft)
    const measured = async (path: string): Promise<number> =>
      (await runHookline(['measure', path, '--json'])).wallS
    const plain = await alternate(
      repeats,
      () => measured(mute),
      () => plainDecode(draft),
    )
    report('measure without sound / plain decode with it', plain.ratio, '', undefined, plain.ratios)
    const mutely = await alternate(
      repeats,
      () => measured(draft),
      () => measured(mute),
    )
    const shares = mutely.ratios.map((ratio) => ((ratio - 1) * mutely.b) / plain.b)
    report('  what all work on sound adds to it', median(shares), '', 0.15, shares)
    const stages = await stageShares(make({ seconds: 600, width: 64, height: 64, megabitsPerS: 1 }))
    const ofSound = stages.filter((stage) => stage.ofSound).reduce((sum, stage) => sum + stage.seconds, 0)
    report('10 min of sound in one worker', ofSound, 's', 8)
  },
  async seeing() {
    const photo = fileURLToPath(new URL('../../../shared/media/faces/obama.jpg', import.meta.url))
    if (!existsSync(photo)) {
      process.stdout.write(
        'seeing: not measured, ../shared with its photos of faces is not on this machine\n',
      )
      return
    }
    const font = fileURLToPath(import.meta.resolve('@fontsource/inter/files/inter-latin-700-normal.woff'))
    const draft = withTextAndFace(ffmpegPath, make({}), photo, font)
    await ratioOf('measure / plain decode, with text and a face', draft, 1.8)
  },
  async provisional() {
    const draft = make({})
    const times: number[] = []
    for (let i = 0; i < repeats; i++) {
      const run = await runHookline(['score', draft, '--json'])
      times.push(run.saidAtS(/provisional/i) ?? Infinity)
    }
    report('first provisional score', median(times), 's', 1.5, times)
  },
  async second() {
    await inLibrary(async (library) => {
      const draft = make({})
      await runHookline(['score', draft, '--json'], { library })
      const times: number[] = []
      for (let i = 0; i < repeats; i++)
        times.push((await runHookline(['score', draft, '--json'], { library })).wallS)
      report('second score of the same file', median(times), 's', 0.7, times)
    })
  },
  async memory() {
    const short = await runHookline(['measure', make({}), '--json'], { watchMemory: true })
    const long = await runHookline(['measure', make({ seconds: 600 }), '--json'], { watchMemory: true })
    report('peak memory of all processes, 1 min', short.peakBytes / 2 ** 20, 'MiB', 600)
    report('peak memory of all processes, 10 min', long.peakBytes / 2 ** 20, 'MiB', 600)
    report('10 min minus 1 min', (long.peakBytes - short.peakBytes) / 2 ** 20, 'MiB', 60)
  },
  async length() {
    const times: [number, number][] = []
    for (const seconds of [15, 60, 180, 600]) {
      times.push([seconds, (await runHookline(['measure', make({ seconds }), '--json'])).wallS])
    }
    for (const [seconds, wallS] of times) {
      report(`measure of ${seconds} s`, wallS, 's')
      report(`  a second of draft`, (wallS / seconds) * 1000, 'ms')
    }
  },
  async queue() {
    // Four names of one content would be measured once: four different drafts.
    const four = [15, 16, 17, 18].map((seconds) => make({ seconds }))
    const result = await alternate(
      3,
      async () => (await runHookline(['score', ...four, '--json'])).wallS,
      () =>
        inLibrary(async (library) => {
          let sum = 0
          for (const draft of four) sum += (await runHookline(['score', draft, '--json'], { library })).wallS
          return sum
        }),
    )
    report('four drafts queued / one by one', result.ratio, '', 1, result.ratios)
  },
  async stages() {
    for (const { name, seconds, share } of await stageShares(make({}))) {
      report(`stage ${name}`, seconds, `s, ${Math.round(share * 100)} %`)
    }
  },
  async page() {
    const figures = await measurePage(make({ seconds: 600, width: 360, height: 640, megabitsPerS: 1 }))
    report('page: usable after the server is up', figures.usableS, 's', 2)
    report(
      'page: stored draft painted after the click',
      usualPaintMs(figures),
      'ms',
      300,
      figures.laterPaintMs,
    )
    report('  the first time', figures.firstPaintMs, 'ms', 300)
    report('page: waveform of 10 min drawn after the click', figures.waveformS, 's', 1)
    report('  longest task meanwhile', figures.longestTaskMs, 'ms', 50)
    report('  longest task, time of the processor', figures.longestTaskCpuMs, 'ms', 50)
    report('page: zooming 10 min with all lanes', figures.zoomFps, 'fps', 55, [], 'at least')
    report('page: scrolling 10 min with all lanes', figures.scrollFps, 'fps', 55, [], 'at least')
    report('page: all scripts and styles, gzipped', figures.gzippedKb, 'kB', 900)
  },
  async training() {
    const figures = await trainingFigures(10_000, 60)
    report('training: one model of 10,000 posts × 60 features', figures.oneModelS, 's of processor', 3)
    report('training: all, with its search', figures.searchS, 's', 60)
    report('  of that processor', figures.searchCpuS, 's')
    report('  memory', figures.memoryMb, 'MB', 400)
    report('forecast of one post in TypeScript', figures.typescriptMs, 'ms', 20)
    if (figures.onnxMs !== null) report('  on ONNX Runtime', figures.onnxMs, 'ms', 20)
  },
  async planted() {
    // All hundred take minutes; PLANTED_SEEDS=1-20 runs some of them.
    const [from, to] = (process.env.PLANTED_SEEDS ?? '1-100').split('-').map(Number) as [number, number]
    const seeds = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    const { accounts, wronglyBetter, found, better } = await plantedFigures(seeds, 60)
    const share = (count: number): number => (100 * count) / accounts
    report('planted: no effect, yet "better than your median"', share(wronglyBetter), '% of accounts', 10)
    report(
      'planted: effect found, and its sign, of 60 posts',
      share(found),
      '% of accounts',
      90,
      [],
      'at least',
    )
    report('  and told to be better than the median', share(better), '% of accounts')
  },
  hevc: () => ratioOf('measure / plain decode, 15 s 1080×1920 HEVC', make({ codec: 'hevc', seconds: 15 })),
  uhd: () =>
    ratioOf(
      'measure / plain decode, 15 s 2160×3840 H.264',
      make({ width: 2160, height: 3840, seconds: 15, megabitsPerS: 40 }),
    ),
}

for (const [name, part] of Object.entries(parts)) {
  if (wanted.length === 0 || wanted.includes(name)) await part()
}

async function ratioOf(name: string, draft: string, target?: number): Promise<void> {
  const result = await alternate(
    repeats,
    async () => (await runHookline(['measure', draft, '--json'])).wallS,
    () => plainDecode(draft),
  )
  report(name, result.ratio, '', target, result.ratios)
  report('  measure', result.a, 's')
  report('  plain decode', result.b, 's')
}

async function plainDecode(draft: string): Promise<number> {
  return (await runProgram(ffmpegPath, ['-nostdin', '-v', 'error', '-i', draft, '-f', 'null', '-'])).wallS
}

async function inLibrary<Value>(use: (library: string) => Promise<Value>): Promise<Value> {
  const library = mkdtempSync(join(tmpdir(), 'hookline-bench-'))
  try {
    return await use(library)
  } finally {
    rmSync(library, { recursive: true, force: true })
  }
}

function report(
  name: string,
  value: number,
  unit: string,
  target?: number,
  all: readonly number[] = [],
  bound: 'at most' | 'at least' = 'at most',
): void {
  const sign = bound === 'at most' ? '≤' : '≥'
  const isMet = target !== undefined && (bound === 'at most' ? value <= target : value >= target)
  const verdict = target === undefined ? '' : `  (target ${sign} ${target}: ${isMet ? 'met' : 'MISSED'})`
  const spread = all.length > 1 ? `  [${all.map((v) => v.toFixed(2)).join(' ')}]` : ''
  process.stdout.write(`${name.padEnd(52)} ${value.toFixed(2).padStart(8)} ${unit}${verdict}${spread}\n`)
}
