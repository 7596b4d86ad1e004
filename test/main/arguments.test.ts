import { describe, expect, it } from 'vitest'
import { commandNames } from '../../electron/host/command-names.ts'
import { readArguments } from '../../electron/main/arguments.ts'
import { hookline } from '../host/hookline.ts'

const packaged = (...args: string[]) => readArguments(['/opt/Hookline/hookline', ...args], false, '/home/ed')
const window = (files: string[], library: string | null = null) => ({ mode: 'window', files, library })

describe('what a start of the app asks for', () => {
  it('is the window, with the files that the system hands over', () => {
    expect(packaged()).toEqual(window([]))
    expect(packaged('/videos/cut.mp4', 'other cut.mov')).toEqual(
      window(['/videos/cut.mp4', '/home/ed/other cut.mov']),
    )
    expect(packaged('--', '-odd.mp4')).toEqual(window(['/home/ed/-odd.mp4']))
    expect(packaged('start', 'cut.mp4')).toEqual(window(['/home/ed/cut.mp4']))
  })

  it('is a command when the first word is one, with everything behind it', () => {
    expect(packaged('score', 'a.mp4', '--json')).toEqual({
      mode: 'command',
      args: ['score', 'a.mp4', '--json'],
    })
    expect(packaged('--library', 'L', 'score', 'a.mp4')).toEqual({
      mode: 'command',
      args: ['score', '--library', 'L', 'a.mp4'],
    })
    expect(packaged('--help')).toEqual({ mode: 'command', args: ['--help'] })
    expect(packaged('cut.mp4', 'score')).toEqual(window(['/home/ed/cut.mp4', '/home/ed/score']))
  })

  it('is not misled by switches that are Chromium’s', () => {
    expect(packaged('--no-sandbox', '--enable-features=X', 'doctor')).toEqual({
      mode: 'command',
      args: ['doctor'],
    })
    expect(packaged('-psn_0_12345')).toEqual(window([]))
    const clone = ['/e/electron', '--no-sandbox', '/h/out/main/main.js', '--library=L', 'a.mp4']
    expect(readArguments(clone, true, '/home/ed')).toEqual(window(['/home/ed/a.mp4'], '/home/ed/L'))
  })

  it('knows every command of the command line, or one of them would open a window', async () => {
    const { stdout } = await hookline(['--help'])
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name)
    expect([...commandNames, 'start', 'help'].toSorted()).toEqual(listed.toSorted())
  })
})
