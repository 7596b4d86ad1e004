/** 83.46 → "1:23.46": minutes, seconds and hundredths, as editors read them. */
export function formatTime(timeS: number): string {
  const hundredths = Math.round(Math.abs(timeS) * 100)
  const minutes = Math.floor(hundredths / 6000)
  const seconds = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0')
  return `${timeS < 0 ? '-' : ''}${minutes}:${seconds}`
}
