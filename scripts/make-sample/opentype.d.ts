/** The part of opentype.js that the sample needs; the published types would pull the DOM into the whole project. */
declare module 'opentype.js' {
  interface Outline {
    getBoundingBox(): { x1: number; y1: number; x2: number; y2: number }
    toPathData(decimals: number): string
  }
  export interface Glyph {
    advanceWidth?: number
    getPath(x: number, y: number, sizePx: number): Outline
  }
  export interface Font {
    unitsPerEm: number
    charToGlyph(character: string): Glyph
  }
  const opentype: { parse(file: ArrayBuffer): Font }
  export default opentype
}
