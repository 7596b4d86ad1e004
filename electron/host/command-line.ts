import { resolve } from 'node:path'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { CallInput } from '../../shared/contract/calls.ts'
import { errorToData, HooklineError } from '../../shared/contract/errors.ts'
import { dateOrders, historyPlatforms } from '../../shared/contract/history.ts'
import { markerFormats, type MarkerFormat } from '../../shared/contract/markers.ts'
import { trackMoods } from '../../shared/contract/music.ts'
import { partIds, type PartId } from '../../shared/contract/parts.ts'
import { platformIds, type PlatformId } from '../../shared/contract/score.ts'
import type { Launcher } from '../processes/launcher.ts'
import { runCommand, type CommandContext } from './command-context.ts'
import { compareCommand } from './commands/compare.ts'
import { doctorCommand } from './commands/doctor.ts'
import {
  historyImportCommand,
  historyListCommand,
  historyUndoCommand,
  type HistoryImportOptions,
} from './commands/history.ts'
import {
  historyAddCommand,
  historyViewsCommand,
  type HistoryAddOptions,
  type HistoryViewsOptions,
} from './commands/history-views.ts'
import { intentionalCommand, type IntentionalOptions } from './commands/intentional.ts'
import { markersCommand } from './commands/markers.ts'
import { measureCommand } from './commands/measure.ts'
import { modelActions, modelsCommand } from './commands/models.ts'
import { musicCommand, type MusicOptions } from './commands/music.ts'
import { predictCommand, type PredictOptions } from './commands/predict.ts'
import { partsCommand, type PartsAction } from './commands/parts.ts'
import { schemaCommand } from './commands/schema.ts'
import { scoreCommand } from './commands/score.ts'
import { trainCommand, type TrainOptions } from './commands/train.ts'
import { isDiskFull } from './disk-full.ts'
import { exitCodes } from './exit-codes.ts'
import { defaultLibraryFolder } from './library-folder.ts'

declare const __HOOKLINE_VERSION__: string

interface CommonOptions {
  library: string
  json?: boolean
}
export interface ScoringOptions extends CommonOptions {
  platform?: PlatformId
  details?: string
}
interface ServingOptions extends CommonOptions {
  port: number
  open: boolean
}

export interface CommandLineOptions {
  /** What the person wrote after the program's name. */
  args: readonly string[]
  launcher: Launcher
  /** What the build made of renderer/. */
  pageFolder: string
}

/**
 * Runs one command: results on standard output, messages on standard error.
 *
 * @returns the exit code
 */
export async function runCommandLine(options: CommandLineOptions): Promise<number> {
  const wantsJson = options.args.includes('--json')
  process.stdout.on('error', (thrown: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
    if (thrown.code === 'EPIPE') process.exit(exitCodes.done)
    const reason = isDiskFull(thrown) ? 'the disk is full' : thrown.message
    process.stderr.write(`The result could not be written: ${reason}.\n`)
    process.exit(exitCodes.surroundings)
  })
  // Nobody is left to be told.
  process.stderr.on('error', () => undefined)
  let exitCode: number = exitCodes.done
  try {
    await program(options, wantsJson, (code) => (exitCode = code)).parseAsync(options.args, { from: 'user' })
  } catch (thrown) {
    exitCode = reportUsage(thrown, wantsJson)
  }
  return exitCode
}

function program(
  { launcher, pageFolder }: CommandLineOptions,
  wantsJson: boolean,
  end: (exitCode: number) => void,
): Command {
  const run = async (
    { library, json = false }: CommonOptions,
    command: (context: CommandContext) => Promise<void>,
  ): Promise<void> => end(await runCommand({ launcher, libraryFolder: library, json }, command))

  const hookline = new Command('hookline')
    .description('Scores a draft video before it is published: offline, with timed evidence and fixes.')
    .version(__HOOKLINE_VERSION__)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => {
        if (!wantsJson) write(text.replace(/^error: /, ''))
      },
    })

  common(hookline.command('measure'))
    .description('print the facts about a draft')
    .argument('<file>')
    .addOption(captionsOption())
    .action((file: string, options: CommonOptions & { captions?: string }) =>
      run(options, (context) => measureCommand(context, file, options)),
    )

  scoring(common(hookline.command('score')))
    .description('score drafts, with evidence and fixes')
    .argument('<files...>')
    .addOption(captionsOption())
    .option('--report <file>', 'write a report as well: .html or .pdf')
    .action((files: string[], options: ScoringOptions & { report?: string; captions?: string }) =>
      run(options, (context) => scoreCommand(context, files, options)),
    )

  scoring(common(hookline.command('compare')))
    .description('score drafts and set each against the first')
    .argument('<files...>', 'two or more')
    .action((files: string[], options: ScoringOptions) =>
      run(options, (context) => compareCommand(context, files, options)),
    )

  common(hookline.command('markers'))
    .description('write the evidence as markers for an editing program')
    .argument('<file>')
    .addOption(new Option('--format <format>').choices(markerFormats).makeOptionMandatory())
    .addOption(platformOption())
    .option('--beats', 'a marker on every beat of the music as well')
    .option('--out <file>', 'where to write them (default: standard output)')
    .action(
      (
        file: string,
        options: CommonOptions & {
          format: MarkerFormat
          platform?: PlatformId
          beats?: boolean
          out?: string
        },
      ) => run(options, (context) => markersCommand(context, file, options)),
    )

  common(hookline.command('music'))
    .description(
      'rank the music of a folder for a draft: cuts on its beats, tempo, energy, mood; rights and earlier uses',
    )
    .argument('<file>')
    .requiredOption(
      '--from <folder>',
      'where the tracks lie; TRACK.hookline.json beside one tells its rights',
    )
    .addOption(
      new Option('--mood <mood>', "which it should have (default: that of the draft's own music)").choices(
        trackMoods,
      ),
    )
    .addOption(platformOption())
    .action((file: string, options: CommonOptions & MusicOptions) =>
      run(options, (context) => musicCommand(context, file, options)),
    )

  common(hookline.command('intentional'))
    .description('mark checks as meant, for a draft or for a brand; undo and redo it; list the marks')
    .addArgument(new Argument('<action>').choices(['mark', 'unmark', 'undo', 'redo', 'list']))
    .argument('[check]', 'its id, for mark and unmark')
    .option('--draft <file>')
    .option('--brand <name>', 'the account in the details of its drafts')
    .action(
      (
        action: CallInput<'intentional'>['action'],
        check: string | undefined,
        options: CommonOptions & IntentionalOptions,
      ) => run(options, (context) => intentionalCommand(context, action, check, options)),
    )

  historyCommands(hookline, run)
  common(hookline.command('train'))
    .description(
      'train forecast models on the history, or one on a table, and say how they do on what they have not seen',
    )
    .addOption(platformOption())
    .option('--table <file>', 'a CSV file, a line a post')
    .option('--target <column>', 'what is forecast')
    .option('--group <column>', 'whose post it is: never split between training and judging')
    .option('--time <column>', 'when it was posted: also judged on the future (default: the first of dates)')
    .option('--features <columns>', 'names with commas between (default: all other columns)')
    .action((options: CommonOptions & TrainOptions) =>
      run(options, (context) => trainCommand(context, options)),
    )

  common(hookline.command('predict'))
    .description('forecast a draft, or the rows of a table with a trained model')
    .argument('[file]', 'a draft')
    .addOption(platformOption())
    .option('--account <name>', 'whose draft it is (default: that of the details, or the only one)')
    .option('--details <file>', 'title, caption, hashtags, account as JSON')
    .option('--table <file>', 'a CSV file, a line a post')
    .option('--model <id>', 'as `hookline models list` names it')
    .action((file: string | undefined, options: CommonOptions & PredictOptions) =>
      run(options, (context) => predictCommand(context, file, options)),
    )

  common(hookline.command('models'))
    .description('list the trained models, show one, put one in use, or go back to the one before')
    .addArgument(new Argument('<action>').choices(modelActions))
    .argument('[model]', 'its id')
    .action((action: CallInput<'models'>['action'], model: string | undefined, options: CommonOptions) =>
      run(options, (context) => modelsCommand(context, action, model)),
    )

  common(hookline.command('parts'))
    .description('list what can be fetched, with size and licence; fetch a part and switch it on; remove it')
    .addArgument(new Argument('<action>').choices(['list', 'download', 'remove']))
    .addArgument(new Argument('[part]', 'its id, for download and remove').choices(partIds))
    .action((action: PartsAction, part: PartId | undefined, options: CommonOptions) =>
      run(options, (context) => partsCommand(context, action, part)),
    )

  common(hookline.command('doctor'))
    .description('look at every part of this installation')
    .action((options: CommonOptions) => run(options, doctorCommand))

  for (const [name, forPerson, description] of [
    ['start', true, 'open the page, with a draft if one is given'],
    ['serve', false, 'serve the page and the programming interface on this machine'],
  ] as const) {
    common(hookline.command(name))
      .description(description)
      .argument('[file]', 'a draft to add and to show')
      .option('--port <number>', 'on which it listens; 0: any that is free', parsePort, 0)
      .option('--no-open', 'open no browser')
      .action(async (file: string | undefined, { library, json = false, port, open }: ServingOptions) => {
        // Loaded when it is asked for: no other command needs a server.
        const { serve } = await import('./web/serve.ts')
        const exitCode = await serve({
          launcher,
          libraryFolder: resolve(library),
          pageFolder,
          version: __HOOKLINE_VERSION__,
          port,
          json,
          file,
          forPerson,
          openBrowser: forPerson && open && !process.env.HOOKLINE_NO_BROWSER,
        })
        end(exitCode)
      })
  }

  hookline
    .command('schema')
    .description('print the JSON schema of a result')
    .argument('<name>')
    .option('--json', 'the same: a schema is JSON')
    .action((name: string) =>
      run({ library: defaultLibraryFolder(), json: wantsJson }, (context) => schemaCommand(context, name)),
    )
  return hookline
}

type Run = (options: CommonOptions, command: (context: CommandContext) => Promise<void>) => Promise<void>

function historyCommands(hookline: Command, run: Run): void {
  const history = hookline.command('history').description('what was published, and how it did')
  common(history.command('import'))
    .description("take a platform's export of posts (CSV) into the history; the same again changes nothing")
    .argument('<file>')
    .addOption(
      new Option('--platform <platform>', 'where the posts are (default: as the export tells)').choices([
        ...historyPlatforms,
        'reels',
        'shorts',
      ]),
    )
    .option('--account <name>', 'whose posts they are, where the export does not tell')
    .option('--as-of <date>', 'the day of which the figures are, YYYY-MM-DD', parseDay)
    .addOption(new Option('--dates <order>', 'how dates such as 03/04/2025 are meant').choices(dateOrders))
    .option('--mapping <file>', 'what columns are, as JSON: {"Aufrufe": "views", "Notiz": null}')
    .option('--look-only', 'tell what it would bring and change nothing')
    .action((file: string, options: CommonOptions & HistoryImportOptions) =>
      run(options, (context) => historyImportCommand(context, file, options)),
    )
  common(history.command('list'))
    .description('accounts, imports and posts')
    .action((options: CommonOptions) => run(options, historyListCommand))
  common(history.command('add'))
    .description('note a post that no export has told of yet')
    .argument('<address>', 'of the post on its platform')
    .requiredOption('--published <when>', 'YYYY-MM-DD or YYYY-MM-DDTHH:MM, by your clock')
    .option('--account <name>', 'whose post it is (default: the only account there)')
    .option('--title <title>')
    .action((address: string, options: CommonOptions & HistoryAddOptions) =>
      run(options, (context) => historyAddCommand(context, address, options)),
    )
  common(history.command('views'))
    .description('say how often a post was seen in its first hours, and forecast what it comes to')
    .argument('[post]', 'its address, or its id on the platform')
    .option('--hours <hours>', 'its age at the count', parseCount)
    .option('--views <views>', 'how often it was seen by then', parseCount)
    .option('--table <file>', 'a CSV file with the columns post, hours (or days) and views')
    .action((post: string | undefined, options: CommonOptions & HistoryViewsOptions) =>
      run(options, (context) => historyViewsCommand(context, post, options)),
    )
  common(history.command('undo'))
    .description('take an import back')
    .argument('<import>', 'its id, in `history list`')
    .action((id: string, options: CommonOptions) =>
      run(options, (context) => historyUndoCommand(context, id)),
    )
}

function common(command: Command): Command {
  return command
    .option('--json', 'print one JSON document and nothing else')
    .option('--library <folder>', 'the data folder', defaultLibraryFolder())
}

function scoring(command: Command): Command {
  return command
    .addOption(platformOption())
    .option('--details <file>', "the draft's details: title, caption, hashtags, … (JSON)")
}

function captionsOption(): Option {
  return new Option(
    '--captions <file>',
    'what is said: a SubRip or WebVTT file (default: one beside the draft, then the subtitles in it)',
  )
}

function platformOption(): Option {
  return new Option(
    '--platform <platform>',
    'whose limits apply (default: that of the settings; tiktok at first)',
  ).choices(platformIds)
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}

function parseCount(text: string): number {
  const count = Number(text)
  if (text.trim() !== '' && Number.isFinite(count) && count >= 0) return count
  throw new InvalidArgumentError('It takes a number.')
}

function parseDay(text: string): string {
  const time = Date.parse(text)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(time)
  if (isDay && new Date(time).toISOString().startsWith(text)) return text
  throw new InvalidArgumentError('A day is written YYYY-MM-DD.')
}

/** Wrong usage has been told by the parser, except to programs, which get it as JSON. */
function reportUsage(thrown: unknown, wantsJson: boolean): number {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.done // --help, --version
  const usage =
    thrown instanceof CommanderError || thrown instanceof InvalidArgumentError
      ? new HooklineError('usage', thrown.message.replace(/^error: /, ''), 'See `hookline --help`.')
      : thrown
  const error = errorToData(usage)
  if (wantsJson) process.stdout.write(`${JSON.stringify({ error })}\n`)
  return error.code === 'usage' ? exitCodes.usage : exitCodes.internal
}
