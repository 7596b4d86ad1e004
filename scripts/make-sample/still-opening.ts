/** The draft deliberately begins with this many frames in which nothing happens: something for the hook check to find. */
export const openingStillFrames = 12
