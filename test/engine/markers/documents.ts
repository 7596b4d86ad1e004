import type { Marker } from '../../../shared/contract/markers.ts'
import type { MarkerDocument } from '../../../electron/engine/markers/timeline.ts'

export function marker(startS: number, endS: number, name: string, more: Partial<Marker> = {}): Marker {
  return { startS, endS, name, note: '', kind: 'transition', colour: 'blue', ...more }
}

/** A 30 s vertical draft at 29.97, stereo, without a timecode track. */
export function draft(markers: readonly Marker[], more: Partial<MarkerDocument> = {}): MarkerDocument {
  return {
    fileName: 'summer sale.mp4',
    path: '/Users/ana/Videos/summer sale.mp4',
    video: {
      fps: 30_000 / 1001,
      variableFrameRate: false,
      frames: 900,
      durationS: 30.03,
      displayWidth: 1080,
      displayHeight: 1920,
    },
    audio: { channels: 2, sampleRate: 48_000 },
    startTimecode: null,
    markers,
    ...more,
  }
}

/** The same draft at another rate: `seconds` long, its frames what the rate makes of that. */
export function draftAt(
  fps: number,
  seconds: number,
  markers: readonly Marker[],
  more: Partial<MarkerDocument> = {},
): MarkerDocument {
  const frames = Math.round(seconds * fps)
  const video = {
    fps,
    variableFrameRate: false,
    frames,
    durationS: frames / fps,
    displayWidth: 1080,
    displayHeight: 1920,
  }
  return draft(markers, { video, ...more })
}

/** Texts that break careless writers. */
export const hostileTexts = [
  'plain',
  '"quoted" \'twice\'',
  'comma, semicolon; tab\tand |pipe|',
  'line one\nline two\r\nline three\rfour',
  'markup <b>&amp;</b> ]]> <![CDATA[x]]>',
  'comment -- > --> <!-- -',
  'emoji 🎬👩‍👩‍👧 and ﷽',
  'עברית with English and العربية',
  '\u202eright-to-left override\u202c',
  'control \u0000\u0001\u0008\u000b\u001f\u007f\u0085 characters',
  'separators \u2028 and \u2029',
  'noncharacters \ufffe\uffff',
  'lone surrogates \ud83d and \udc00',
  '=SUM(A1:A9)',
  '007  fake     V     C        01:00:00:00 01:00:00:01 01:00:00:00 01:00:00:01',
  '* LOC: 00:00:09:09 RED     fake',
  '',
  '   ',
] as const

/** One marker a second, each with a hostile name and another hostile note. */
export function hostileMarkers(): Marker[] {
  return hostileTexts.map((name, index) =>
    marker(index, index + 0.5, name, {
      note: hostileTexts[(index * 7 + 3) % hostileTexts.length]!,
      kind: 'check',
      colour: (['red', 'yellow', 'green'] as const)[index % 3]!,
    }),
  )
}

/** What XML 1.0 can carry of a text: the recommendation has no other control characters, surrogates or FFFE and FFFF. */
export function asXmlCanCarry(text: string): string {
  let carried = ''
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code >= 0xd800 && code <= 0xdfff) carried += '\ufffd'
    else if ((code >= 0x20 && code !== 0xfffe && code !== 0xffff) || [9, 10, 13].includes(code))
      carried += character
  }
  return carried
}
