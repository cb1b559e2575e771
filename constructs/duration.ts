/** A length of time; OCI's resources count it in seconds here and in hours there. */
export class Duration {
  private constructor(private readonly totalSeconds: number) {}

  static seconds(amount: number): Duration {
    return new Duration(amount);
  }

  static minutes(amount: number): Duration {
    return new Duration(amount * 60);
  }

  static hours(amount: number): Duration {
    return new Duration(amount * 3600);
  }

  static days(amount: number): Duration {
    return new Duration(amount * 86_400);
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
