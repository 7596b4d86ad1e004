import { join } from 'node:path'
import { readableFormats } from '../../electron/media/confinement.ts'

/** What Hookline writes: raw frames and sound, JPEG pictures, subtitles, and the small copies for playing. */
const encoders = [
  'libx264',
  'aac',
  'mjpeg',
  'rawvideo',
  'pcm_f32le',
  'wrapped_avframe',
  'pcm_s16le',
  'subrip',
]
const muxers = ['mp4', 'srt', 'rawvideo', 'pcm_f32le', 'image2pipe', 'null']

/**
 * Arguments of ffmpeg's `configure`: every decoder and filter, but of the rest only what Hookline uses, and nothing of the
 * machine that it is built on.
 */
export function ffmpegArguments(options: {
  target: 'linux-x64' | 'darwin-arm64' | 'darwin-x64' | 'win32-x64'
  /** Where libx264 and libdav1d were put. */
  prefix: string
  crossPrefix: string
}): string[] {
  const { target, prefix, crossPrefix } = options
  return [
    `--prefix=${prefix}`,
    ...['--disable-autodetect', '--disable-doc', '--disable-debug', '--disable-network', '--disable-ffplay'],
    ...['--disable-avdevice', '--disable-postproc', '--disable-hwaccels'],
    ...['--enable-gpl', '--enable-libx264', '--enable-libdav1d', '--enable-zlib'],
    ...only('demuxer', readableFormats.map(demuxerOf)),
    ...only('muxer', muxers),
    ...only('encoder', encoders),
    ...only('protocol', ['file', 'pipe']),
    '--extra-version=hookline',
    `--extra-cflags=-I${join(prefix, 'include')}`,
    `--extra-ldflags=-L${join(prefix, 'lib')}`,
    ...['--pkg-config=pkg-config', '--pkg-config-flags=--static'],
    ...linking[target](crossPrefix),
  ]
}

const shared = ['--enable-shared', '--disable-static']

/** Both programs on one set of libraries, beside them; on Linux, where the size matters less, each by itself. */
const linking = {
  'linux-x64': () => ['--enable-static', '--disable-shared', '--extra-ldexeflags=-static'],
  'darwin-arm64': () => [...shared, '--install-name-dir=@executable_path'],
  'darwin-x64': () => [...shared, '--install-name-dir=@executable_path'],
  'win32-x64': (crossPrefix: string) => [
    ...[...shared, '--target-os=mingw32', '--arch=x86_64', `--cross-prefix=${crossPrefix}`],
    '--extra-ldflags=-static-libgcc',
  ],
} as const

function only(kind: string, names: readonly string[]): string[] {
  return [`--disable-${kind}s`, `--enable-${kind}=${names.join(',')}`]
}

/** A demuxer's name in `configure` for the one that it gives itself. */
function demuxerOf(format: string): string {
  const name = format.split(',', 1)[0]!
  if (name === 'mpeg') return 'mpegps'
  return name.endsWith('_pipe') ? `image_${name}` : name
}
