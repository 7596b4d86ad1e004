/** One colour a render, in order; told apart by people who see fewer colours (after Okabe and Ito 2008). */
export const renderColours = [
  'var(--render-1)',
  'var(--render-2)',
  'var(--render-3)',
  'var(--render-4)',
  'var(--render-5)',
  'var(--render-6)',
] as const

/** The colour of render `index` as a canvas takes it. */
export function renderColour(index: number): string {
  return getComputedStyle(document.documentElement)
    .getPropertyValue(`--render-${index + 1}`)
    .trim()
}
