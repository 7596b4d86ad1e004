import sharp, { type Sharp } from 'sharp'
import { expect, it } from 'vitest'
import { overlap, type Box, type ScoredBox } from '../../../electron/vision/boxes.ts'
import { faceNetwork } from '../../../electron/vision/face-network.ts'
import { stillSize } from '../../../electron/media/streams.ts'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'
import { people, photosWithKnownFaces } from './known-faces.ts'

const sureEnough = 0.5

/** Faces on a picture at the size of the stills, in px of the picture. */
async function facesOn(picture: Sharp, width: number, height: number): Promise<(ScoredBox & { px: Box })[]> {
  const size = stillSize(width, height)
  const rgb = await picture.resize(size.width, size.height, { fit: 'fill' }).removeAlpha().raw().toBuffer()
  const found = await (await faceNetwork())({ rgb, ...size }, sureEnough)
  return found.map((face) => {
    const [x, y, w, h] = face.box
    return { ...face, px: [x * width, y * height, w * width, h * height] }
  })
}

describeWithShared('faces on photos whose faces are known', () => {
  // Without it people would be missed, or seen where nobody is, in any draft.
  it('finds nine of ten and no others', { timeout: 30_000 }, async () => {
    let [known, found, wrong] = [0, 0, 0]
    for (const { file, width, height, faces, doubtful } of photosWithKnownFaces) {
      const seen = await facesOn(sharp(sharedMaterial(`media/faces/${file}`)!), width, height)
      known += faces.length
      found += faces.filter((box) => seen.some(({ px }) => overlap(px, box) >= 0.4)).length
      wrong += seen.filter(({ px }) => ![...faces, ...doubtful].some((box) => overlap(px, box) >= 0.4)).length
    }
    expect(found / known, `${found} of ${known}`).toBeGreaterThanOrEqual(0.9)
    expect(wrong / photosWithKnownFaces.length, `${wrong} wrong`).toBeLessThanOrEqual(0.1)
  })

  // A face of 6 % of the height is small in what the network looks at, one of 70 % is larger than its frame.
  it.each([
    [540, 960],
    [960, 540],
    [540, 540],
  ])(
    'on %i × %i: finds faces from 6 to 70 percent of the height, wherever they are',
    { timeout: 40_000 },
    async (width, height) => {
      let [known, found, wrong] = [0, 0, 0]
      const missed: string[] = []
      for (const share of [0.06, 0.09, 0.2, 0.7]) {
        for (const [i, person] of people.entries()) {
          for (const place of [0.1, 0.6]) {
            const { picture, box } = await placed(person, { width, height, share, place, level: 70 + 50 * i })
            const seen = await facesOn(sharp(picture), width, height)
            known++
            if (seen.some(({ px }) => overlap(px, box) >= 0.4)) found++
            else missed.push(`${person.file} ${share} at ${place}`)
            wrong += seen.filter(({ px }) => overlap(px, box) < 0.2).length
          }
        }
      }
      expect(found / known, missed.join(', ')).toBeGreaterThanOrEqual(0.9)
      expect(wrong / known).toBeLessThanOrEqual(0.1)
    },
  )
})

/** A person on a plain picture, the face so high; what leaves the frame is cut off. */
async function placed(
  { file, cut, face }: (typeof people)[number],
  { width, height, share, place, level }: Record<'width' | 'height' | 'share' | 'place' | 'level', number>,
): Promise<{ picture: Buffer; box: Box }> {
  const scale = (share * height) / face[3]
  const [left, top, w, h] = cut
  const size = { width: Math.round(w * scale), height: Math.round(h * scale) }
  // The middle of the face goes where it is wanted, as far as the face stays inside.
  const inside = (middle: number, half: number, side: number): number =>
    2 * half > side ? side / 2 : Math.max(half, Math.min(side - half, middle))
  const x = Math.round(inside(place * width, (face[2] * scale) / 2, width) - (face[0] + face[2] / 2) * scale)
  const y = Math.round(
    inside(place * height, (face[3] * scale) / 2, height) - (face[1] + face[3] / 2) * scale,
  )
  const [cutX, cutY] = [Math.max(0, -x), Math.max(0, -y)]
  const person = await sharp(sharedMaterial(`media/faces/${file}`)!)
    .extract({ left, top, width: w, height: h })
    .resize(size.width, size.height)
    .toBuffer()
  const shown = await sharp(person)
    .extract({
      left: cutX,
      top: cutY,
      width: Math.min(size.width - cutX, width - Math.max(0, x)),
      height: Math.min(size.height - cutY, height - Math.max(0, y)),
    })
    .toBuffer()
  const background = { r: level, g: 255 - level, b: 128 }
  const picture = await sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: shown, left: Math.max(0, x), top: Math.max(0, y) }])
    .jpeg({ quality: 75 })
    .toBuffer()
  return { picture, box: [x + face[0] * scale, y + face[1] * scale, face[2] * scale, face[3] * scale] }
}
