/** The commands that run without a window; `start` opens one. A test holds them against those of the command line. */
export const commandNames: readonly string[] = [
  'measure',
  'score',
  'compare',
  'markers',
  'music',
  'intentional',
  'history',
  'train',
  'predict',
  'models',
  'parts',
  'doctor',
  'serve',
  'schema',
]
