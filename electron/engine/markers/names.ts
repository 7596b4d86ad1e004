/** A file's name without its ending. */
export function stemOf(fileName: string): string {
  return fileName.replace(/(?<=.)\.[^.]*$/su, '')
}

/** The name of the sequence that an editing program makes of a marker file. */
export function sequenceName(fileName: string): string {
  return `${stemOf(fileName)} (Hookline markers)`
}
