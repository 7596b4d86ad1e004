/** Clips of ../shared/media/cuts and their cuts, read from the pixels by people: ../shared/media/README.md. */
export const clipsWithKnownCuts = [
  ['testvideo.mp4', [30, 180]],
  ['issue-195-aspect-ratio.mp4', [70, 170, 301, 421, 484]],
  ['issue-236-split-copy.mkv', [19]],
  ['delayed_start.mp4', []],
  ['fades.mp4', []],
] as const

/** The fades of testvideo.mp4: in, through black, and out. */
export const knownFades = [
  { startFrame: 211, endFrame: 240 },
  { startFrame: 331, endFrame: 423 },
  { startFrame: 663, endFrame: 692 },
] as const

/** A dissolve of testvideo.mp4 that the README leaves out, from a rock to feathers; seen in the pictures. */
export const knownDissolve = { startFrame: 528, endFrame: 559 } as const
