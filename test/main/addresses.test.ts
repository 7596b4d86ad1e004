import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayOpenOutside } from '../../electron/main/external-links.ts'
import { isPage } from '../../electron/main/page-address.ts'
import { pathOf } from '../../electron/main/page-protocol.ts'

// Each of these would let something foreign in, or out, if addresses were matched as text.

describe('addresses of the page', () => {
  it('are the page at any of its screens, and nothing that looks like it', () => {
    expect(isPage('app://hookline/#/draft/1')).toBe(true)
    expect(isPage('app://hookline/?x#/library')).toBe(true)
    for (const other of [
      'app://hookline.evil.example/',
      'app://hookline@evil.example/',
      'app://evil@hookline/',
      'app://hookline:8080/',
      'https://hookline/',
      'https://evil.example/app://hookline/',
      'app:hookline',
      'app://hookline/assets/other.html',
      'data:text/html,app://hookline/',
      'javascript:alert(1)',
      'file:///etc/passwd',
      '',
    ])
      expect(isPage(other), other).toBe(false)
  })

  it('lead outside only to listed hosts over https', () => {
    expect(mayOpenOutside('https://support.google.com/youtube')).toBe(true)
    for (const other of [
      'http://support.google.com/',
      'https://support.google.com.evil.example/',
      'https://evil.example/https://support.google.com/',
      'https://user:word@support.google.com/',
      'https://support.google.com:8443/',
      'file:///etc/passwd',
      'smb://support.google.com/share',
      'javascript:alert(1)',
      'mailto:a@support.google.com',
      'not an address',
    ])
      expect(mayOpenOutside(other), other).toBe(false)
  })

  it('name files inside of the page’s folder only', () => {
    const folder = join('/app', 'renderer')
    expect(pathOf('app://hookline/', folder)).toBe(join(folder, 'index.html'))
    expect(pathOf('app://hookline/assets/a.js', folder)).toBe(join(folder, 'assets', 'a.js'))
    for (const other of [
      'app://hookline/..%2f..%2fetc/passwd',
      'app://hookline/%2e%2e/main/main.js',
      'app://hookline/..%5c..%5cmain.js',
      'app://hookline/assets%00.js',
      'app://hookline/C:%5cwindows%5cwin.ini',
      'app://hookline/c:/windows/win.ini',
      'app://hookline/%',
      'app://other/index.html',
      'media://hookline/index.html',
    ]) {
      const path = pathOf(other, folder)
      expect(path === null || path.startsWith(join(folder, '/')), `${other} → ${path}`).toBe(true)
    }
    fc.assert(
      fc.property(fc.webPath(), fc.string(), (path, more) => {
        const found = pathOf(`app://hookline/${path}${encodeURIComponent(more)}`, folder)
        return found === null || found.startsWith(join(folder, '/'))
      }),
    )
  })
})
