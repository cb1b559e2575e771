const MEBIBYTE = 1024 * 1024;

/** An amount of bytes for people, for example `12.3 KiB`. */
export function sizeText(bytes: number): string {
  return bytes < MEBIBYTE ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / MEBIBYTE).toFixed(1)} MiB`;
}
