/** A column whose length is not known while it is read. */
export class GrowingColumn {
  private values = new Float32Array(1024)
  private length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Float32Array(this.values.length * 2)
      grown.set(this.values)
      this.values = grown
    }
    this.values[this.length++] = value
  }

  finish(): Float32Array {
    return this.values.slice(0, this.length)
  }
}

/** The same in double precision: targets and times. */
export class GrowingPreciseColumn {
  private values = new Float64Array(1024)
  private length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Float64Array(this.values.length * 2)
      grown.set(this.values)
      this.values = grown
    }
    this.values[this.length++] = value
  }

  finish(): Float64Array {
    return this.values.slice(0, this.length)
  }
}
