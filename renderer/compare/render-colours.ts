/** One colour a render, in order; told apart by people who see fewer colours (after Okabe and Ito 2008). */
export const renderTokens = [
  '--render-1',
  '--render-2',
  '--render-3',
  '--render-4',
  '--render-5',
  '--render-6',
] as const
