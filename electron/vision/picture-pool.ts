/** Memory for pictures of one size that is used again: to get and to clear it anew for each costs more than to copy it. */
export class PicturePool {
  private readonly spare: Uint8Array<ArrayBuffer>[] = []

  copyOf(lent: Uint8Array): Uint8Array<ArrayBuffer> {
    const picture = this.spare.pop() ?? new Uint8Array(lent.length)
    picture.set(lent)
    return picture
  }

  /** @param picture what `copyOf` gave, once nobody reads it any more; null: none */
  take(picture: Uint8Array<ArrayBuffer> | null): void {
    if (picture) this.spare.push(picture)
  }
}
