/** What every ffmpeg and ffprobe run gets before its input: confined, under an address that names a local file whatever it is called. */
export function confinedInput(path: string): string[] {
  return [...confinement, '-i', `file:${path}`]
}

/** 16K video; larger headers are lies. */
export const maxPixels = 16_384 * 8_704

/** Demuxers by ffmpeg's names; the ffmpeg of the installers has no others. No hls, dash, concat, image2, imf, sdp, lavfi: each opens what the file names. */
export const readableFormats: readonly string[] = [
  'mov,mp4,m4a,3gp,3g2,mj2',
  'matroska,webm',
  'avi',
  'mpegts',
  'mpeg',
  'mpegvideo',
  'm4v',
  'h264',
  'hevc',
  'obu',
  'ivf',
  'flv',
  'asf',
  'asf_o',
  'ogg',
  'mxf',
  'gxf',
  'dv',
  'nut',
  'rm',
  'wtv',
  'yuv4mpegpipe',
  'gif',
  'apng',
  // Sound alone and stills are recognised so that the person is told what they are.
  'wav',
  'w64',
  'mp3',
  'aac',
  'ac3',
  'flac',
  'caf',
  'aiff',
  'amr',
  'png_pipe',
  'jpeg_pipe',
  'jpegxl_pipe',
  'webp_pipe',
  'bmp_pipe',
  'tiff_pipe',
  'psd_pipe',
  'gif_pipe',
]

/**
 * Options before an input: local files only, no demuxer that opens further files or addresses (playlists, image sequences,
 * concat scripts), and a bound on the picture's size.
 */
export const confinement: readonly string[] = [
  ...['-protocol_whitelist', 'file,pipe'],
  ...['-format_whitelist', readableFormats.join(',')],
  ...['-max_pixels', String(maxPixels)],
]
