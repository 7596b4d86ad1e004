/**
 * Seeds of the composed drafts that tell how good the models are, each with every group of files: 40 drafts. None of them
 * is trained on.
 */
export const checkSeeds = [301, 302, 303, 304, 305, 306, 307, 308] as const
