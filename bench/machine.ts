import os from 'node:os';

/** Date, processors and the Node of the driver: what figures mean nothing without. */
export function machine(): string {
  const [cpu] = os.cpus();
  const processors = `${String(os.cpus().length)} × ${cpu?.model.trim() ?? 'unknown'}`;
  return `${new Date().toISOString().slice(0, 10)}, ${processors}, driver on Node ${process.version}`;
}
