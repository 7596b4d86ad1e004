/**
 * ffmpeg filters that turn any picture into what a usual screen shows: R′G′B′ of BT.709 primaries and BT.1886 gamma
 * over black. Only filters that every build of ffmpeg has; the colour-management libraries are often left out.
 */

/** Scaling and conversion by exact arithmetic that is the same on every processor. */
export const exactScaling = 'accurate_rnd+full_chroma_int+bitexact'

/** Whether a pixel format of ffmpeg carries transparency. Palettes may. */
export function hasAlpha(pixelFormat: string): boolean {
  return /^(yuva|gbrap|rgba|bgra|argb|abgr|ya8|ya16|ayuv|vuya\d*(le|be)?$|pal8)/.test(pixelFormat)
}

/**
 * Lays a picture with transparency over black, as a player does. Goes before any scaling: a mean over an edge must
 * not take up the colour of what is transparent.
 */
export function overBlack(matrix: string): string[] {
  return [`scale=in_color_matrix=${matrix}:flags=${exactScaling}`, 'format=gbrap', 'premultiply=inplace=1']
}

/** What stands for full white of the standard picture (ITU-R BT.2408: HDR reference white), and the brightest light kept apart. */
const whiteNits = 203
const peakNits = 1000

/**
 * HDR to standard range: the electro-optical transfer (ITU-R BT.2100), the highlights' roll-off of ITU-R BT.2390
 * (section 5.4.1, from 1,000 to 203 cd/m²) per channel, BT.2020 to BT.709 primaries in linear light (BT.2407), and
 * gamma 2.4. Light below 89 cd/m² keeps its brightness; reference white comes out at 0.9. HLG's system gamma of 1.2 is
 * taken per channel.
 */
export function toneMapping(hdr: 'pq' | 'hlg'): string[] {
  const toNits = hdr === 'pq' ? nitsFromPq('val/65535') : nitsFromHlg('val/65535')
  const toStandardLight = `clip(65535/${whiteNits}*${nitsFromPq(rolledOff(pqFromNits(toNits)))},0,65535)`
  const toStandardCode = '65535*pow(val/65535,1/2.4)'
  return [
    'format=gbrp16',
    eachChannel(toStandardLight),
    `colorchannelmixer=${bt709FromBt2020.map((row) => row.join(':')).join(':0:')}`,
    eachChannel(toStandardCode),
  ]
}

const bt709FromBt2020 = [
  [1.6605, -0.5876, -0.0728],
  [-0.1246, 1.1329, -0.0083],
  [-0.0182, -0.1006, 1.1187],
]

function eachChannel(expression: string): string {
  return `lutrgb=${['r', 'g', 'b'].map((channel) => `${channel}='${expression}'`).join(':')}`
}

// SMPTE ST 2084.
const [m1, m2, c1, c2, c3] = [0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875]

function nitsFromPq(code: string): string {
  const root = `st(0,pow(${code},1/${m2}))`
  return `(10000*pow(max(${root}-${c1},0)/(${c2}-${c3}*ld(0)),1/${m1}))`
}

function pqFromNits(nits: string): string {
  return `pow((${c1}+${c2}*st(1,pow(${nits}/10000,${m1})))/(1+${c3}*ld(1)),${m2})`
}

function pqOf(nits: number): number {
  const power = (nits / 10_000) ** m1
  return ((c1 + c2 * power) / (1 + c3 * power)) ** m2
}

/** ARIB STD-B67 on a screen of 1,000 cd/m². */
function nitsFromHlg(code: string): string {
  const [a, b, c] = [0.17883277, 0.28466892, 0.55991073]
  const scene = `if(lte(${code},0.5),pow(${code},2)/3,(exp((${code}-${c})/${a})+${b})/12)`
  return `(${peakNits}*pow(${scene},1.2))`
}

/** BT.2390's Hermite spline on PQ codes. */
function rolledOff(code: string): string {
  const peak = pqOf(peakNits)
  const white = pqOf(whiteNits) / peak
  const knee = 1.5 * white - 0.5
  const e = `st(2,min(1,(${code})/${peak}))`
  const t = `st(3,(ld(2)-${knee})/(1-${knee}))`
  const spline =
    `(2*pow(${t},3)-3*pow(ld(3),2)+1)*${knee}` +
    `+(pow(ld(3),3)-2*pow(ld(3),2)+ld(3))*(1-${knee})` +
    `+(3*pow(ld(3),2)-2*pow(ld(3),3))*${white}`
  return `(${peak}*if(lt(${e},${knee}),ld(2),${spline}))`
}
