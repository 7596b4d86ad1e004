import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryOf } from '../../electron/words/delivery.ts'
import { timedWords } from '../../electron/words/timed-words.ts'

describe('the words of captions', () => {
  // A click in the transcript seeks to these times.
  it('share the time of their caption and never leave it', () => {
    const cue = fc
      .tuple(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.lorem({ maxCount: 12 }),
      )
      .map(([startS, lengthS, text]) => ({ startS, endS: startS + lengthS, text }))
    fc.assert(
      fc.property(cue, (one) => {
        const words = timedWords([one], 'given', 1000)
        expect(words.map(({ text }) => text)).toEqual(one.text.split(' '))
        expect(words[0]!.startS).toBeCloseTo(one.startS, 9)
        expect(words.at(-1)!.endS).toBeCloseTo(one.endS, 9)
        words.slice(1).forEach((word, i) => expect(word.startS).toBeCloseTo(words[i]!.endS, 9))
      }),
    )
  })

  it('end with the draft', () => {
    const words = timedWords([{ startS: 8, endS: 12, text: 'one two three four' }], 'given', 10)
    expect(words.at(-1)!.endS).toBeLessThanOrEqual(10)
    expect(words.every(({ startS }) => startS < 10)).toBe(true)
  })

  // Captions that roll up repeat their last line: counted twice the speech would be twice as fast.
  it('count once where captions roll up', () => {
    const words = timedWords(
      [
        { startS: 0, endS: 2, text: 'this is the first line' },
        { startS: 2, endS: 4, text: 'this is the first line\nand the second' },
        { startS: 4, endS: 6, text: 'and the second\nthen the third' },
      ],
      'given',
      60,
    )
    expect(words.map(({ text }) => text).join(' ')).toBe(
      'this is the first line and the second then the third',
    )
  })
})

describe('how is spoken', () => {
  const spoken = (text: string, startS: number, endS: number) =>
    timedWords([{ startS, endS, text }], 'given', 600)

  it('is counted in the time in which is spoken, without the pauses', () => {
    const words = [
      ...spoken('one two three four five six', 0, 2),
      ...spoken('seven eight nine ten eleven twelve', 10, 12),
    ]
    expect(deliveryOf(words)).toMatchObject({ words: 12, spokenS: 4, wordsPerMinute: 180, silentS: 8 })
  })

  it('is null without words', () => {
    expect(deliveryOf([])).toBeNull()
  })

  it.each([
    ['en', 'um so this is what you get and it is, you know, the best of the lot', ['um', 'you know,']],
    ['de', 'ähm das ist halt der Teig und ich mache das mit der Hand', ['ähm', 'halt']],
    ['fr', 'euh alors c’est la recette de la tarte et je vous montre en fait les pommes', ['euh', 'en fait']],
    ['es', 'eh esta es la receta de la abuela y o sea no falla con el horno', ['eh', 'o sea']],
    ['pt', 'hum essa é a receita da vovó e você faz com o forno né', ['hum', 'né']],
  ])('names the fillers of %s', (language, text, fillers) => {
    const delivery = deliveryOf(spoken(text, 0, 6))!
    expect(delivery.language).toBe(language)
    expect(delivery.fillers.map((filler) => filler.text)).toEqual(fillers)
  })
})
