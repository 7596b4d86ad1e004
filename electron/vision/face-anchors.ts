import { surestBoxes, withinFrame, type ScoredBox } from './boxes.ts'

/** Boxes around each cell of the six maps, height and width as fractions of 512 px (Liu and others 2016, "SSD"). */
const scales = [0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1]
const anchors: readonly (readonly [height: number, width: number][])[] = [
  [
    [0.1, 0.1],
    [0.2 / Math.SQRT2, 0.2 * Math.SQRT2],
    [0.2 * Math.SQRT2, 0.2 / Math.SQRT2],
  ],
  ...[1, 2, 3, 4, 5].map((map): [number, number][] => {
    const scale = scales[map]!
    const between = Math.sqrt(scale * scales[map + 1]!)
    return [
      [scale, scale],
      [between, between],
      [scale / Math.SQRT2, scale * Math.SQRT2],
      [scale * Math.SQRT2, scale / Math.SQRT2],
      [scale / Math.sqrt(3), scale * Math.sqrt(3)],
      [scale * Math.sqrt(3), scale / Math.sqrt(3)],
    ]
  }),
]
const learntAtPx = 512
/** Side of a cell of the finest map, px; it doubles from map to map. */
const finestCellPx = 16
/** How SSD scales what it predicts of centre and size. */
const centreFactor = 10
const sizeFactor = 5
/** Logits of an anchor: background, face, another. */
const classCount = 3

/** Of two boxes of one face the surer stays: those that overlap by half, or of which one lies within the other. */
const mostOverlap = 0.45
const mostWithin = 0.7

/**
 * Faces from what the network says of a picture of `rows × columns` px.
 *
 * @param boxes y, x, height, width as SSD encodes them, of each anchor
 * @param classes three logits of each anchor
 * @param leastConfidence 0 to 1
 * @returns surest first, boxes as fractions of the picture
 */
export function facesFromAnchors(
  boxes: Float32Array,
  classes: Float32Array,
  size: { rows: number; columns: number },
  leastConfidence: number,
): ScoredBox[] {
  const found = anchorBoxes(boxes, classes, size, leastConfidence)
  return surestBoxes(
    found.map(({ box, confidence }) => ({ box: withinFrame(box), confidence })),
    mostOverlap,
    mostWithin,
  )
}

/** What each anchor that is sure enough shows, anchor by anchor; boxes may leave the picture. */
export function anchorBoxes(
  boxes: Float32Array,
  classes: Float32Array,
  { rows, columns }: { rows: number; columns: number },
  leastConfidence: number,
): ScoredBox[] {
  const leastLogit = Math.log(leastConfidence / (1 - leastConfidence))
  const found: ScoredBox[] = []
  let anchor = 0
  for (const [map, shapes] of anchors.entries()) {
    const cellPx = finestCellPx * 2 ** map
    for (let row = 0; row < Math.ceil(rows / cellPx); row++) {
      for (let column = 0; column < Math.ceil(columns / cellPx); column++) {
        for (const [height, width] of shapes) {
          const logit = classes[classCount * anchor + 1]!
          if (logit >= leastLogit) {
            const [heightPx, widthPx] = [height * learntAtPx, width * learntAtPx]
            const [dy, dx, dHeight, dWidth] = boxes.subarray(4 * anchor, 4 * anchor + 4)
            const faceHeight = Math.exp(dHeight! / sizeFactor) * heightPx
            const faceWidth = Math.exp(dWidth! / sizeFactor) * widthPx
            const x = (column + 0.5) * cellPx + (dx! / centreFactor) * widthPx - faceWidth / 2
            const y = (row + 0.5) * cellPx + (dy! / centreFactor) * heightPx - faceHeight / 2
            found.push({
              box: [x / columns, y / rows, faceWidth / columns, faceHeight / rows],
              confidence: 1 / (1 + Math.exp(-logit)),
            })
          }
          anchor++
        }
      }
    }
  }
  if (4 * anchor !== boxes.length)
    throw new Error(`${boxes.length / 4} anchors where ${anchor} were expected`)
  return found
}
