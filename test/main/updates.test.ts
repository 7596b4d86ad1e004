import { describe, expect, test } from 'vitest'
import { createUpdates, type Updater } from '../../electron/main/updates.ts'

type Found = Awaited<ReturnType<Updater['checkForUpdates']>>

/** An updater that finds what it is told to, and writes down what is asked of it. */
function scriptedUpdater(find: () => Promise<Found>) {
  const asked: string[] = []
  const listeners = new Map<string, (given: never) => void>()
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    allowPrerelease: false,
    allowDowngrade: true,
    checkForUpdates() {
      asked.push(
        `check ${updater.allowPrerelease ? 'beta' : 'stable'} ${updater.autoDownload ? 'fetch' : 'look'}`,
      )
      return find()
    },
    quitAndInstall: () => void asked.push('install'),
    on: (event: string, listener: (given: never) => void) => listeners.set(event, listener),
  }
  const arrive = (version: string): void => listeners.get('update-downloaded')?.({ version } as never)
  return { updater, asked, arrive }
}

const nothingNew = (): Promise<Found> => Promise.resolve(null)
const found = (version: string): Promise<Found> =>
  Promise.resolve({ isUpdateAvailable: true, updateInfo: { version } } as Found)
const offline = (): Promise<Found> => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED\n    at …'))

function updatesOf(find: () => Promise<Found>) {
  const scripted = scriptedUpdater(find)
  const told: string[] = []
  const ended: (() => void)[] = []
  let changes = 0
  const updates = createUpdates({
    updater: scripted.updater,
    tell: (sentence) => told.push(sentence),
    changed: () => changes++,
    leaveBy: (way) => ended.push(way),
  })
  return { ...scripted, updates, told, ended, changes: () => changes }
}

describe('updates', () => {
  // An app that calls itself offline must not look for anything once the person said so.
  test('looks for nothing by itself when that is off', () => {
    const { updates, asked } = updatesOf(nothingNew)
    updates.follow('off')
    expect(asked).toEqual([])
  })

  test('follows the chosen channel, and looks again when it changes', () => {
    const { updates, asked } = updatesOf(nothingNew)
    updates.follow('stable')
    updates.follow('stable')
    updates.follow('beta')
    updates.stop()
    expect(asked).toEqual(['check stable fetch', 'check beta fetch'])
  })

  test('is silent about a failed check of its own, and plain about one that was asked for', async () => {
    const { updates, told } = updatesOf(offline)
    updates.follow('stable')
    await Promise.resolve()
    expect(told).toEqual([])
    await updates.checkNow()
    updates.stop()
    expect(told).toEqual(['New versions can’t be looked for now: net::ERR_INTERNET_DISCONNECTED'])
  })

  test('says what a check found that was asked for, also where none is made by itself', async () => {
    const { updates, told, asked, updater } = updatesOf(() => found('2.0.0'))
    updates.follow('off')
    await updates.checkNow()
    expect(told).toEqual(['Fetching Hookline 2.0.0 …'])
    expect(asked).toEqual(['check stable fetch'])
    expect(updater.autoDownload).toBe(false)
    const newest = updatesOf(nothingNew)
    await newest.updates.checkNow()
    expect(newest.told).toEqual(['This is the newest version.'])
  })

  // Replacing the app in mid-job would lose what the person waits for: it ends as any quitting does.
  test('installs a fetched version only by the way that ends jobs in good order', () => {
    const { updates, asked, arrive, ended, changes } = updatesOf(nothingNew)
    updates.install()
    expect(ended).toEqual([])
    arrive('2.0.0')
    expect(updates.ready()).toBe('2.0.0')
    expect(changes()).toBe(1)
    updates.install()
    expect(asked).toEqual([])
    ended[0]!()
    expect(asked).toEqual(['install'])
  })
})
