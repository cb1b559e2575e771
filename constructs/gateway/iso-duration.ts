import type { Duration } from '../duration';

/** A time of whole minutes as ISO 8601 writes it, in the form that a service would give back: `PT1H30M`, not `PT90M`. */
export function isoDuration(duration: Duration): string {
  const minutes = duration.toSeconds() / 60;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours > 0 ? `${String(hours)}H` : ''}${rest > 0 ? `${String(rest)}M` : ''}`;
}
