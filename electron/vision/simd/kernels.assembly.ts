/**
 * The inner loops of the picture's detectors in AssemblyScript, on 128-bit vectors. Addresses are bytes of the module's
 * memory. `node scripts/compile-kernels.ts` makes kernels.wasm.ts of them; a test fails where it was forgotten.
 */
export { luma, light } from './luma.assembly'
export { noiseReadings } from './noise.assembly'
export { widenExtremes } from './extremes.assembly'
export { matchBlocks } from './blocks.assembly'
export { fillPicture, findGradients, shiftedDifference } from './motion-picture.assembly'
export { steady, blockDifferences, matchBlock, texture } from './local-motion.assembly'

/** The first byte that is free. */
export function freeFrom(): usize {
  return (__heap_base + 15) & ~15
}
