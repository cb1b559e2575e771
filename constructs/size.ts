/** An amount of memory; where OCI's resources say "mbs", they mean MiB. */
export class Size {
  /** @throws RangeError when the amount is not a whole number above 0 */
  static mebibytes(amount: number): Size {
    return new Size(amount);
  }

  /** @throws RangeError when the amount does not make whole mebibytes above 0 */
  static gibibytes(amount: number): Size {
    return new Size(amount * 1024);
  }

  private constructor(private readonly totalMebibytes: number) {
    if (!Number.isInteger(totalMebibytes) || totalMebibytes <= 0) {
      throw new RangeError(
        `amount is not an amount of memory: got ${String(totalMebibytes)} MiB; expected a whole number above 0`,
      );
    }
  }

  toMebibytes(): number {
    return this.totalMebibytes;
  }
}
