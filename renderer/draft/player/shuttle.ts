/** Playing speed as J, K and L set it: 0 stands still, below 0 runs backwards. */
export const shuttleSpeeds = [1, 2, 4, 8] as const

/** The speed after J (back) or L (on): the other direction starts at 1, the same doubles up to 8. */
export function shuttled(speed: number, direction: 1 | -1): number {
  if (Math.sign(speed) !== direction) return direction
  const next = shuttleSpeeds.find((one) => one > Math.abs(speed)) ?? 8
  return direction * next
}
