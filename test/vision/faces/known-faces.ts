import type { Box } from '../../../electron/vision/boxes.ts'

/**
 * Photos of ../shared/media/faces and the faces on them, px. Those of obama.jpg and obama_partial_face2.jpg are dlib's
 * (../shared/media/README.md); the others were drawn by hand from chin to hairline.
 */
export const photosWithKnownFaces: readonly {
  file: string
  width: number
  height: number
  faces: readonly Box[]
  /** Others that are there to be seen but not counted: bent down, half hidden. */
  doubtful: readonly Box[]
}[] = [
  { file: 'obama.jpg', width: 910, height: 1137, faces: [[349, 142, 268, 267]], doubtful: [] },
  { file: 'obama_partial_face2.jpg', width: 551, height: 1137, faces: [[349, 142, 202, 267]], doubtful: [] },
  { file: 'obama-240p.jpg', width: 427, height: 240, faces: [[191, 25, 56, 72]], doubtful: [] },
  { file: 'biden.jpg', width: 970, height: 2204, faces: [[440, 190, 270, 380]], doubtful: [] },
  {
    file: 'obama_and_biden.jpg',
    width: 2000,
    height: 1428,
    faces: [
      [750, 380, 185, 280],
      [1130, 375, 180, 260],
    ],
    doubtful: [[1630, 1030, 160, 210]],
  },
  {
    file: 'two_people.jpg',
    width: 1126,
    height: 661,
    faces: [
      [235, 50, 140, 190],
      [785, 60, 155, 200],
    ],
    doubtful: [],
  },
]

/** The photos as they lie, face and shoulders of one person: x, y, width, height in px, and the face within it. */
export const people = [
  { file: 'obama.jpg', cut: [220, 40, 520, 620], face: [160, 65, 220, 305] },
  { file: 'biden.jpg', cut: [250, 60, 650, 800], face: [190, 130, 270, 380] },
  { file: 'two_people.jpg', cut: [120, 5, 380, 420], face: [115, 45, 140, 190] },
] as const satisfies readonly { file: string; cut: Box; face: Box }[]
