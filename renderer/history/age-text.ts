/** `6 h`, `2.5 days`. */
export function ageText(hours: number): string {
  return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Number((hours / 24).toFixed(1))} days`
}
