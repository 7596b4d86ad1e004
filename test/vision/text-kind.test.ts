import { describe, expect, it } from 'vitest'
import type { TextBlock } from '../../electron/vision/text-blocks.ts'
import { kindOf } from '../../electron/vision/text.ts'

// What a text is there for decides what it is held to: a sender's logo graded as a title would cost every draft that
// carries one, and a title taken for a logo would never be judged. Boxes as they stand on real drafts.

function block(
  text: string,
  startS: number,
  endS: number,
  box: TextBlock['box'],
  heightShare: number,
): TextBlock {
  const lines = text.split('\n').length
  return {
    startS,
    endS,
    text,
    box,
    path: [],
    confidence: 0.99,
    unread: null,
    lines,
    heightShare,
    contrast: 5,
  }
}

describe('what a text is there for', () => {
  const logo = block('BBC', 6.24, 12.04, [0.034, 0.048, 0.049, 0.032], 0.032)
  const owner = block('WH\nGOV', 0, 9.2, [0.9, 0.054, 0.051, 0.075], 0.053)
  const title = block('3 edits nobody told you about', 0, 6, [0.1, 0.12, 0.8, 0.05], 0.04)
  const corner = block('Part 2', 0, 2, [0.05, 0.05, 0.14, 0.04], 0.04)
  const captions = ['this is how we', 'cut every clip', 'in half the time'].map((text, i) =>
    block(text, i, i + 0.95, [0.25, 0.62, 0.5, 0.05], 0.045),
  )

  it.each([
    ['a channel’s logo in the corner for a part of the draft', logo, 15, 'watermark'],
    ['an owner’s letters in the corner for all of it', owner, 9.2, 'watermark'],
    ['a title over the picture', title, 15, 'title'],
    ['a word in the corner for a moment', corner, 15, 'title'],
  ] as const)('%s', (_, text, durationS, kind) => {
    expect(kindOf(text, [text], durationS)).toBe(kind)
  })

  it('lines that follow each other in one place are captions', () => {
    for (const caption of captions) expect(kindOf(caption, [title, ...captions], 15)).toBe('caption')
  })
})
