import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import type { Draft } from '../../shared/contract/drafts.ts'
import { askThroughPage, dropOnWindow } from '../e2e/shell-host.ts'
import { realElectron, startApp, startHeadless, type StartedApp } from './app.ts'
import { describeInApp } from './in-app.ts'
import { openTab } from '../e2e/open-tab.ts'

const sample = join(import.meta.dirname, '../../resources/sample/sample.mp4')

describeInApp('the app around the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-shell-files-'))
  let app: StartedApp
  beforeAll(async () => {
    app = await startApp()
    await app.page.getByRole('button', { name: 'Score the sample' }).waitFor()
  })
  afterAll(async () => {
    await app.stop()
    rmSync(folder, { recursive: true })
  })

  function copy(name: string): string {
    copyFileSync(sample, join(folder, name))
    return join(folder, name)
  }
  async function draftOf(path: string): Promise<Draft> {
    const find = async (): Promise<Draft | undefined> =>
      (await askThroughPage(app.page, 'drafts', {})).drafts.find((draft) => draft.path === path)
    await expect.poll(find, { timeout: 20_000 }).toBeDefined()
    return (await find())!
  }
  const choose = (id: string): Promise<void> =>
    app.evaluate(({ Menu }, item) => {
      const chosen = Menu.getApplicationMenu()!.getMenuItemById(item)!
      ;(chosen.click as () => void)()
    }, id)

  it('has a menu that leads the page, and undoes what the page did', async () => {
    await choose('settings')
    await app.page.getByRole('heading', { name: 'Settings' }).waitFor()
    await app.page.getByRole('button', { name: /Theme/ }).click()
    await app.page.getByRole('option', { name: 'Dark' }).click()
    await expect.poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
    await choose('undo')
    await expect.poll(() => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('system')
    await choose('library')
    await app.page.waitForURL(/#\/library$/)
  })

  it('adds the files of its dialog, and lists them as recent', async () => {
    const path = copy('chosen.mp4')
    await app.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
      },
      [path],
    )
    await choose('open')
    const { id } = await draftOf(path)
    await app.page.waitForURL(new RegExp(`#/draft/${id}$`))
    const recent = await app.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()!.getMenuItemById('recent')!
      return item.submenu!.items.map(({ label }) => label)
    })
    if (process.platform !== 'darwin') expect(recent[0]).toBe('chosen.mp4')
  })

  it('takes the folder of its dialog for music, and keeps the one it has when none is chosen', async () => {
    const folderOf = async (): Promise<string | null> =>
      (await askThroughPage(app.page, 'settings', {})).musicFolder
    const answerDialog = (filePaths: string[]): Promise<void> =>
      app.evaluate(({ dialog }, paths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths })
      }, filePaths)
    const { id } = await draftOf(join(folder, 'chosen.mp4'))
    await app.page.evaluate((hash) => {
      window.location.hash = hash
    }, `#/draft/${id}`)
    await openTab(app.page, 'Music')
    await answerDialog([])
    await app.page.getByRole('button', { name: 'Choose …' }).click()
    expect(await folderOf()).toBeNull()
    await answerDialog([folder])
    await app.page.getByRole('button', { name: 'Choose …' }).click()
    await expect.poll(folderOf).toBe(folder)
    expect(await app.page.getByLabel('Folder of music').inputValue()).toBe(folder)
  })

  it('opens a file that the system hands over, and one that a second start brings, in its one window', async () => {
    const handed = copy('handed over.mp4')
    await app.evaluate(({ app: electronApp }, path) => {
      electronApp.emit('open-file', { preventDefault: () => undefined }, path)
    }, handed)
    await app.page.waitForURL(new RegExp(`#/draft/${(await draftOf(handed)).id}$`))

    const second = copy('second start.mp4')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
    const other = startHeadless(['--library', app.library, second])
    const code = await new Promise((resolve) => other.once('exit', resolve))
    expect(code).toBe(0)
    await app.page.waitForURL(new RegExp(`#/draft/${(await draftOf(second)).id}$`))
    const window = await app.evaluate(({ BrowserWindow }) => {
      const [one, ...more] = BrowserWindow.getAllWindows()
      return { more: more.length, minimized: one!.isMinimized(), focused: one!.isFocused() }
    })
    expect(window).toEqual({ more: 0, minimized: false, focused: true })
  })

  it('says why a file could not be added', async () => {
    await app.evaluate(
      ({ app: electronApp }, path) => {
        electronApp.emit('open-file', { preventDefault: () => undefined }, path)
      },
      join(folder, 'nowhere.mp4'),
    )
    await app.page
      .getByText(/nowhere\.mp4/)
      .first()
      .waitFor()
  })

  it('takes what is dropped on the window by its path, without a copy', async () => {
    const path = copy('dropped.mp4')
    await dropOnWindow(app, [path])
    const draft = await draftOf(path)
    expect(draft.origin).toBe('file')
  })

  it('scores on a command line beside the open window, without one of its own', async () => {
    const command = startHeadless(['score', sample, '--json', '--library', app.library])
    let said = ''
    let result = ''
    command.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text))
    command.stdout!.setEncoding('utf8').on('data', (text: string) => (result += text))
    const code = await new Promise((resolve) => command.once('close', resolve))
    expect(code, said).toBe(0)
    const inPage = await askThroughPage(app.page, 'score', { path: sample, details: null })
    expect((JSON.parse(result) as { overall: number }).overall).toBe(inPage.overall)
    expect(said).not.toContain('DevTools listening')
  })

  it.skipIf(realElectron !== null)(
    'opens a page that crashed anew, and says that nothing is lost',
    async () => {
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
      )
      const page = await app.freshPage()
      await page.getByText('The page stopped and was opened again. Nothing is lost.').waitFor()
      expect((await askThroughPage(page, 'drafts', {})).drafts.length).toBeGreaterThan(3)
      app.page = page
    },
  )
})

/** Takes seconds to measure and little time to make: three seconds, repeated. */
function longDraft(ffmpegPath: string, folder: string): string {
  const [part, path] = [join(folder, 'part.mp4'), join(folder, 'long.mp4')]
  execFileSync(ffmpegPath, [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=720x1280:r=30:d=3'],
    ...[
      '-f',
      'lavfi',
      '-i',
      'sine=d=3',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      part,
    ],
  ])
  execFileSync(ffmpegPath, ['-v', 'error', '-stream_loop', '9', '-i', part, '-c', 'copy', path])
  return path
}

describeInApp('a long job in the app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-shell-long-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('shows in the taskbar, rests while the computer sleeps, is asked about before quitting, and is told of when it ends', async () => {
    const { ffmpegPath } = await locateFfmpeg()
    const path = longDraft(ffmpegPath, folder)
    let app = await startApp()
    const stateOf = async (): Promise<string> =>
      (await askThroughPage(app.page, 'drafts', {})).drafts.map(({ state }) => state).join()
    await app.page.getByRole('button', { name: 'Score the sample' }).waitFor()
    await askThroughPage(app.page, 'addDrafts', { paths: [path], origin: 'file' })
    await expect.poll(stateOf, { timeout: 20_000 }).toBe('measuring')
    const progress = (): Promise<number> =>
      app.evaluate(
        ({ BrowserWindow }) => (BrowserWindow.getAllWindows()[0] as unknown as { progress: number }).progress,
      )
    if (!realElectron) await expect.poll(progress, { timeout: 20_000 }).toBeGreaterThan(0)

    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'))
    await expect.poll(stateOf, { timeout: 10_000 }).toBe('waiting')
    await app.page.waitForTimeout(2_500) // longer than the engine's look for drafts that wait
    expect(await stateOf()).toBe('waiting')
    // Asked and answered with Cancel: everything stays. Answered with Quit: it ends in good order.
    await app.evaluate(({ dialog, app: electronApp, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.setBounds({ x: 300, y: 200, width: 1000, height: 700 })
      Object.assign(globalThis, { asked: [] as string[], answer: 1 })
      dialog.showMessageBox = (...args: unknown[]) => {
        const { message } = args.at(-1) as { message: string }
        ;(Reflect.get(globalThis, 'asked') as string[]).push(message)
        return Promise.resolve({
          response: Reflect.get(globalThis, 'answer') as number,
          checkboxChecked: false,
        })
      }
      electronApp.quit()
    })
    const asked = (): Promise<string[]> => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
    await expect.poll(asked).toEqual(['One draft is still being measured.'])
    expect(await stateOf()).toBe('waiting')
    const ending = app.evaluate(({ BrowserWindow }) => {
      Reflect.set(globalThis, 'answer', 0)
      BrowserWindow.getAllWindows()[0]!.close()
    })
    await ending.catch(() => undefined) // it may be gone before it answers
    expect(await app.exited).toBe(0)
    await app.stop({ keepLibrary: true })

    app = await startApp({ library: app.library })
    const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
    if (!realElectron) expect(bounds).toEqual({ x: 300, y: 200, width: 1000, height: 700 })
    const isVisible = (): Promise<boolean> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())
    await expect.poll(isVisible, { timeout: 15_000 }).toBe(true)
    // What was being measured goes on by itself.
    await expect.poll(stateOf, { timeout: 60_000, interval: 500 }).toBe('scored')

    const short = join(folder, 'told of.mp4')
    copyFileSync(sample, short)
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'))
    await askThroughPage(app.page, 'addDrafts', { paths: [short], origin: 'file' })
    await app.evaluate(({ Notification, BrowserWindow, powerMonitor }) => {
      Object.assign(globalThis, { shown: [] as { title: string; body: string }[] })
      Notification.prototype.show = function (this: { title: string; body: string }) {
        ;(Reflect.get(globalThis, 'shown') as { title: string; body: string }[]).push(this)
      }
      BrowserWindow.getAllWindows()[0]!.blur()
      // The job is short: a minute passes for the clock of the app.
      const now = performance.now.bind(performance)
      performance.now = () => now() + 60_000
      powerMonitor.emit('resume')
    })
    const told = (): Promise<string[]> =>
      app.evaluate(() =>
        (Reflect.get(globalThis, 'shown') as { title: string; body: string }[]).map(
          ({ title, body }) => `${title}: ${body}`,
        ),
      )
    await expect.poll(told, { timeout: 60_000 }).toHaveLength(1)
    const { scores } = (await askThroughPage(app.page, 'drafts', {})).drafts.find(
      ({ path: at }) => at === short,
    )!
    expect(await told()).toEqual([`told of.mp4: Scored ${scores!.overall} of 100.`])
    await app.stop()
  }, 240_000)
})
