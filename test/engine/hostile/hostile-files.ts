import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { withMatrix, withWords } from './mp4-boxes.ts'
import { mulberry32 } from '../../../shared/mulberry32.ts'

/** What must come of a file: a score, one of some errors, or either (nobody can say what a flipped byte does). */
export type Expected = 'score' | 'either' | readonly string[]

export interface HostileFile {
  path: string
  expected: Expected
}

const unusable = [
  'corrupt',
  'not_media',
  'no_video',
  'still_image',
  'encrypted',
  'too_large',
  'timed_out',
] as const

/**
 * Makes hostile and odd files in a folder: lies in headers, damage, wrong kinds, strange names. Seeded, so that a file
 * that once broke something breaks it again.
 */
export function makeHostileFiles(ffmpegPath: string, folder: string): HostileFile[] {
  mkdirSync(folder, { recursive: true })
  const files: HostileFile[] = []
  const add = (name: string, content: Buffer | string, expected: Expected): void => {
    const path = join(folder, name)
    writeFileSync(path, content)
    files.push({ path, expected })
  }
  const made = (name: string, args: readonly string[], expected: Expected): void => {
    const path = join(folder, name)
    execFileSync(ffmpegPath, ['-v', 'error', '-y', ...args, path])
    files.push({ path, expected })
  }

  const picture = (size = '320x240', seconds = 1.2, rate = 25): string[] => [
    ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`],
  ]
  const tone = ['-f', 'lavfi', '-i', 'sine=f=440:d=1.2']
  const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

  made('plain.mp4', [...picture(), ...tone, ...h264, '-movflags', '+faststart'], 'score')
  const plain = readFileSync(join(folder, 'plain.mp4'))
  made('index-last.mp4', [...picture(), ...tone, ...h264], 'score')
  const indexLast = readFileSync(join(folder, 'index-last.mp4'))
  made('plain.mkv', [...picture(), ...tone, ...h264], 'score')
  const matroska = readFileSync(join(folder, 'plain.mkv'))
  made('plain.webm', [...picture(), ...tone, '-c:v', 'libvpx', '-deadline', 'realtime'], 'score')

  // Wrong kinds.
  add('empty.mp4', '', ['file_empty'])
  add('text.mp4', 'Dear diary, today I made a film.\n'.repeat(50), ['not_media'])
  add('zeros.mp4', Buffer.alloc(100_000), unusable)
  add('playlist.mp4', '#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nplain.mp4\n#EXT-X-ENDLIST\n', unusable)
  add('playlist.m3u8', '#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nplain.mp4\n#EXT-X-ENDLIST\n', unusable)
  add('concat.mp4', "ffconcat version 1.0\nfile 'plain.mp4'\n", unusable)
  add(
    'dash.mp4',
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>plain.mp4</BaseURL></MPD>',
    unusable,
  )
  add(
    'session.sdp',
    'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n',
    unusable,
  )
  add(
    'drawing.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="/etc/hostname"/></svg>',
    unusable,
  )
  made('still.png', [...picture('320x240', 0.04), '-frames:v', '1'], ['still_image'])
  add('still named as film.mp4', readFileSync(join(folder, 'still.png')), ['still_image'])
  made('still.jpg', [...picture('320x240', 0.04), '-frames:v', '1'], ['still_image'])
  made('animation.gif', picture('160x120', 1), 'score')
  made('sound only.m4a', tone, ['no_video'])
  made('sound only.wav', tone, ['no_video'])
  made('sound only.mp3', tone, ['no_video'])
  add('sound named as film.mp4', readFileSync(join(folder, 'sound only.m4a')), ['no_video'])

  // Strange but right.
  made('one frame.mp4', [...picture('320x240', 0.04), ...h264], 'score')
  made('silent.mp4', [...picture(), ...h264], 'score')
  made('16x16.mp4', [...picture('16x16'), ...h264], 'score')
  made('8K.mp4', [...picture('7680x4320', 0.2), ...h264], 'score')
  made('1000 fps.mp4', [...picture('160x120', 1, 1000), ...h264], 'score')
  made('one frame in 4 s.mp4', [...picture('160x120', 12, 0.25), ...h264], 'score')
  made('very wide.mp4', [...picture('2000x16', 0.5), ...h264], 'score')
  made('very tall.mp4', [...picture('16x2000', 0.5), ...h264], 'score')
  made('sound longer.mp4', [...picture('160x120', 0.3), '-f', 'lavfi', '-i', 'sine=d=4', ...h264], 'score')
  made('sound shorter.mp4', [...picture('160x120', 3), '-f', 'lavfi', '-i', 'sine=d=0.05', ...h264], 'score')
  made(
    'eight channels.mkv',
    [...picture(), '-f', 'lavfi', '-i', 'anoisesrc=d=1.2', '-ac', '8', ...h264],
    'score',
  )
  made('8 kHz.mov', [...picture(), ...tone, '-ar', '8000', '-c:a', 'pcm_s16le', ...h264], 'score')
  made('192 kHz.mov', [...picture(), ...tone, '-ar', '192000', '-c:a', 'pcm_s24le', ...h264], 'score')
  made('late start.mkv', [...picture(), '-output_ts_offset', '100', ...h264], 'score')
  made('sizes change.ts', sizesChange(ffmpegPath, folder), 'score')
  made(
    'black and silent.mp4',
    ['-f', 'lavfi', '-i', 'color=black:s=320x240:d=2', '-f', 'lavfi', '-i', 'anullsrc=d=2', ...h264],
    'score',
  )

  // Strange names.
  for (const name of [
    "it's a 'draft'.mp4",
    'say "cut".mp4',
    'a:b:c.mp4',
    'two\nlines.mp4',
    '🎬 draft 🎵.mp4',
    '-v.mp4',
    'a%03d*?[x].mp4',
    'a|b;c&d$(e).mp4',
    'concat:plain.mp4',
    `${'long '.repeat(45)}.mp4`,
  ]) {
    add(name, plain, 'score')
  }

  // Lies in headers: the picture's size, clocks, durations and turns. Offsets as in ISO 14496-12.
  add(
    'track header says 65535 x 65535.mp4',
    withWords(plain, 'tkhd', [
      [76, 0xffff0000],
      [80, 0xffff0000],
    ]),
    'either',
  )
  add('sample entry says 65535 x 65535.mp4', withWords(plain, 'avc1', [[24, 0xffffffff]]), 'either')
  add('clock of 0.mp4', withWords(plain, 'mvhd', [[12, 0]]), 'either')
  add('media clock of 0.mp4', withWords(plain, 'mdhd', [[12, 0]]), 'either')
  add('media clock of 4294967295.mp4', withWords(plain, 'mdhd', [[12, 0xffffffff]]), 'either')
  add('media clock of 1.mp4', withWords(plain, 'mdhd', [[12, 1]]), 'either')
  add('duration of 0.mp4', withWords(plain, 'mvhd', [[16, 0]]), 'either')
  add(
    'duration of ages.mp4',
    withWords(withWords(plain, 'mvhd', [[16, 0x7fffffff]]), 'mdhd', [[16, 0x7fffffff]]),
    'either',
  )
  add('steps of 0.mp4', withWords(plain, 'stts', [[8 + 4, 0]]), 'either')
  add('steps of ages.mp4', withWords(plain, 'stts', [[8 + 4, 0x0fffffff]]), 'either')
  add('more samples than bytes.mp4', withWords(plain, 'stsz', [[8, 0x00ffffff]]), 'either')
  add('chunks beyond the end.mp4', withWords(plain, 'stco', [[8, 0xfffffff0]]), 'either')
  const one = 0x10000
  const unit = 0x40000000
  for (const [name, matrix] of Object.entries({
    zeros: [0, 0, 0, 0, 0, 0, 0, 0, 0],
    '45 degrees': [46341, 46341, 0, -46341, 46341, 0, 0, 0, unit],
    'turned 90': [0, one, 0, -one, 0, 0, 0, 0, unit],
    mirrored: [-one, 0, 0, 0, one, 0, 0, 0, unit],
    'mirrored and turned': [0, one, 0, one, 0, 0, 0, 0, unit],
    huge: Array<number>(9).fill(0x7fffffff),
  })) {
    add(`matrix ${name}.mp4`, withMatrix(plain, matrix), 'either')
  }

  // Cut off, and holes.
  for (const share of [0.02, 0.3, 0.6, 0.95]) {
    const percent = Math.round(share * 100)
    const upTo = (file: Buffer): Buffer => file.subarray(0, Math.floor(file.length * share))
    add(`cut off at ${percent} %.mp4`, upTo(plain), 'either')
    add(`index lost at ${percent} %.mp4`, upTo(indexLast), ['corrupt', 'not_media'])
    add(`cut off at ${percent} %.mkv`, upTo(matroska), 'either')
  }
  const hole = Buffer.from(plain)
  hole.fill(0, Math.floor(plain.length * 0.5), Math.floor(plain.length * 0.6))
  add('hole in the middle.mp4', hole, 'score')
  add('twice in one.mp4', Buffer.concat([plain, plain]), 'either')
  add('rubbish before.mp4', Buffer.concat([Buffer.from('rubbish!'.repeat(100)), plain]), 'either')

  // Not files.
  mkdirSync(join(folder, 'folder.mp4'), { recursive: true })
  files.push({ path: join(folder, 'folder.mp4'), expected: ['not_a_file'] })
  for (const [name, target] of [
    ['broken link.mp4', 'nothing'],
    ['link to itself.mp4', 'link to itself.mp4'],
    ['endless.mp4', '/dev/zero'],
  ] as const) {
    symlinkSync(target, join(folder, name))
    files.push({ path: join(folder, name), expected: ['file_missing', 'file_unreadable', 'not_a_file'] })
  }
  execFileSync('mkfifo', [join(folder, 'pipe.mp4')])
  files.push({ path: join(folder, 'pipe.mp4'), expected: ['not_a_file'] })
  return files
}

/** Copies of a file in which some bytes are others, a little and a lot, in the head and anywhere. */
export function makeFlippedFiles(original: string, folder: string, count: number): HostileFile[] {
  mkdirSync(folder, { recursive: true })
  const bytes = readFileSync(original)
  return Array.from({ length: count }, (_, i) => {
    const seed = Buffer.from(basename(original)).reduce((sum, byte) => Math.imul(sum, 31) + byte, i + 1)
    const random = mulberry32(seed)
    const copy = Buffer.from(bytes)
    const flips = [1, 10, 100, 1000][i % 4]!
    // Every other copy is hit in its first kilobytes, where the headers of most formats lie.
    const reach = i % 2 ? copy.length : Math.min(copy.length, 4096)
    for (let n = 0; n < flips; n++) copy[Math.floor(random() * reach)] = Math.floor(random() * 256)
    const path = join(folder, `flipped ${i} ${basename(original)}`)
    writeFileSync(path, copy)
    return { path, expected: 'either' }
  })
}

/** A transport stream whose picture changes size in mid-stream. */
function sizesChange(ffmpegPath: string, folder: string): string[] {
  const part = (size: string): string => {
    const path = join(folder, `${size}.part.ts`)
    execFileSync(ffmpegPath, [
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      `testsrc2=s=${size}:r=25:d=0.6`,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      path,
    ])
    return path
  }
  const joined = join(folder, 'joined.part.ts')
  writeFileSync(joined, Buffer.concat(['320x240', '240x320'].map((size) => readFileSync(part(size)))))
  return ['-i', joined, '-c', 'copy']
}
