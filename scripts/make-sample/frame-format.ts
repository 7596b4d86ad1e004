/** The frame of the sample draft, and its grid of time: at 120 BPM and 30 fps every beat lies exactly on a frame. */
export const widthPx = 1080
export const heightPx = 1920
export const fps = 30
export const tempoBpm = 120
export const beatsPerBar = 4
export const framesPerBeat = (fps * 60) / tempoBpm

/** What platforms cover with their own buttons and captions; text stays out of it. */
export const safeZonePx = { top: 150, bottom: 440, right: 150 }
