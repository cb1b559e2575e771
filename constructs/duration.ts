/** A length of time; OCI's resources count it in seconds here and in hours there. */
export class Duration {
  /** @throws RangeError when the amount is negative or not a number */
  static seconds(amount: number): Duration {
    return new Duration(amount);
  }

  /** @throws RangeError when the amount is negative or not a number */
  static minutes(amount: number): Duration {
    return new Duration(amount * 60);
  }

  /** @throws RangeError when the amount is negative or not a number */
  static hours(amount: number): Duration {
    return new Duration(amount * 3600);
  }

  /** @throws RangeError when the amount is negative or not a number */
  static days(amount: number): Duration {
    return new Duration(amount * 86_400);
  }

  private constructor(private readonly totalSeconds: number) {
    if (!Number.isFinite(totalSeconds) || totalSeconds < 0) {
      throw new RangeError(`amount is not a length of time: got ${String(totalSeconds)} s; expected 0 or more`);
    }
  }

  toSeconds(): number {
    return this.totalSeconds;
  }

  toHours(): number {
    return this.totalSeconds / 3600;
  }

  toDays(): number {
    return this.totalSeconds / 86_400;
  }
}
