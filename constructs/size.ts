/** An amount of memory or of bytes; where OCI's resources say "mbs", they mean MiB. */
export class Size {
  /** @throws RangeError when the amount is not a whole number above 0 */
  static kibibytes(amount: number): Size {
    return new Size(amount, 'KiB');
  }

  /** @throws RangeError when the amount is not a whole number above 0 */
  static mebibytes(amount: number): Size {
    return new Size(amount * 1024, 'MiB', amount);
  }

  /** @throws RangeError when the amount does not make whole mebibytes above 0 */
  static gibibytes(amount: number): Size {
    return Size.mebibytes(amount * 1024);
  }

  private constructor(
    private readonly totalKibibytes: number,
    unit: string,
    amount = totalKibibytes,
  ) {
    if (!Number.isInteger(amount) || amount <= 0) {
      throw new RangeError(
        `amount is not an amount of memory: got ${String(amount)} ${unit}; expected a whole number above 0`,
      );
    }
  }

  toBytes(): number {
    return this.totalKibibytes * 1024;
  }

  toKibibytes(): number {
    return this.totalKibibytes;
  }

  /** A fraction where the amount is no whole number of mebibytes. */
  toMebibytes(): number {
    return this.totalKibibytes / 1024;
  }
}
