import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { overlap, type Box } from '../../../electron/vision/boxes.ts'
import { faces, type FaceFacts } from '../../../electron/vision/faces.ts'
import { measureDraft } from '../../../electron/processes/measure-draft.ts'
import { shots } from '../../../electron/vision/shots.ts'
import { faceLooks } from '../../../electron/vision/face-looks.ts'
import { frameDifferences } from '../../../electron/vision/frame-differences.ts'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'
import { people } from './known-faces.ts'

interface Appearance {
  person: number
  /** The face's height as a share of the frame's, and where its middle is. */
  share: number
  at: [x: number, y: number]
  startS: number
  endS: number
}

let folder = ''
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'hookline-faces-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function measuredFaces(path: string): Promise<FaceFacts> {
  const { facts } = await measureDraft(
    {
      path,
      programs: await locateFfmpeg(),
      outdated: [faceLooks, frameDifferences, shots, faces].map(({ id }) => id),
      known: {},
      headers: null,
    },
    { signal: AbortSignal.timeout(60_000), onProgress: () => undefined },
  )
  return facts.faces as FaceFacts
}

/** People cut out of photos over footage that shows nobody, from when to when they are wanted. */
async function composed(
  footage: string,
  size: [number, number],
  shown: readonly Appearance[],
): Promise<{ path: string; boxes: Box[] }> {
  const [width, height] = size
  const path = join(folder, `${footage}-${width}.mp4`)
  const placed = shown.map(({ person, share, at }) => {
    const { file, cut, face } = people[person]!
    const scale = (share * height) / face[3]
    const x = at[0] * width - (face[0] + face[2] / 2) * scale
    const y = at[1] * height - (face[1] + face[3] / 2) * scale
    return {
      file: sharedMaterial(`media/faces/${file}`)!,
      filters: `crop=${cut[2]}:${cut[3]}:${cut[0]}:${cut[1]},scale=${Math.round(cut[2] * scale)}:-2`,
      x: Math.round(x),
      y: Math.round(y),
      box: [
        (x + face[0] * scale) / width,
        (y + face[1] * scale) / height,
        (face[2] * scale) / width,
        (face[3] * scale) / height,
      ] satisfies Box,
    }
  })
  const graph = [
    `[0:v]fps=30,scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height},setsar=1[v0]`,
    ...placed.flatMap(({ filters, x, y }, i) => [
      `[${i + 1}:v]${filters}[p${i}]`,
      `[v${i}][p${i}]overlay=${x}:${y}:enable='gte(t,${shown[i]!.startS})*lt(t,${shown[i]!.endS})'[v${i + 1}]`,
    ]),
  ]
  execFileSync((await locateFfmpeg()).ffmpegPath, [
    ...['-v', 'error', '-y', '-stream_loop', '5', '-i', sharedMaterial(`media/drafts/${footage}`)!],
    ...placed.flatMap(({ file }) => ['-i', file]),
    ...['-filter_complex', graph.join(';'), '-map', `[v${shown.length}]`, '-t', '12'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-pix_fmt', 'yuv420p', path],
  ])
  return { path, boxes: placed.map(({ box }) => box) }
}

describeWithShared('faces that come and go', () => {
  // Without it "a face in the first second" would be told of drafts that show one later, and the lane would be off.
  it.each<[string, [number, number], Appearance[]]>([
    [
      'cat-spin.mp4',
      [720, 1280],
      [
        { person: 0, share: 0.25, at: [0.5, 0.35], startS: 0, endS: 3.4 },
        { person: 1, share: 0.12, at: [0.3, 0.6], startS: 5.3, endS: 8.6 },
        { person: 2, share: 0.3, at: [0.55, 0.4], startS: 9.7, endS: 12 },
      ],
    ],
    [
      'big_buck_bunny_0_30.webm',
      [1280, 720],
      [
        { person: 2, share: 0.4, at: [0.3, 0.5], startS: 1.27, endS: 4.53 },
        { person: 1, share: 0.2, at: [0.75, 0.4], startS: 2.6, endS: 10.13 },
      ],
    ],
    [
      'fire2.mp4',
      [720, 720],
      [
        { person: 1, share: 0.5, at: [0.5, 0.5], startS: 0.7, endS: 2.9 },
        { person: 0, share: 0.1, at: [0.2, 0.3], startS: 4.4, endS: 11.2 },
      ],
    ],
  ])(
    '%s at %s: from when to when, within a quarter of a second',
    { timeout: 60_000 },
    async (footage, size, shown) => {
      const { path, boxes } = await composed(footage, size, shown)
      const found = await measuredFaces(path)
      expect(found.failure).toBeNull()
      const told = found.faces
        .map(
          ({ startS, endS, box }) =>
            `${startS.toFixed(2)}–${endS.toFixed(2)} ${box.map((v) => v.toFixed(2)).join()}`,
        )
        .join('; ')
      for (const [i, { startS, endS }] of shown.entries()) {
        const face = found.faces.find(
          (one) => overlap(one.box, boxes[i]!) >= 0.4 && one.startS < endS && one.endS > startS,
        )
        expect(face, `${startS}–${endS} of ${told}`).toBeDefined()
        expect(Math.abs(face!.startS - startS), `${startS}–${endS} of ${told}`).toBeLessThanOrEqual(0.25)
        expect(Math.abs(face!.endS - endS), `${startS}–${endS} of ${told}`).toBeLessThanOrEqual(0.25)
      }
      expect(found.faces, told).toHaveLength(shown.length)
    },
  )
})
