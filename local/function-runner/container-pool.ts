import type { Container } from './container';
import { ServiceError } from './service-error';

/** How many copies of one function run side by side; more calls wait. */
const MAX_CONTAINERS = 4;

/** The containers of one function: each serves one call at a time, and idle ones are used again. */
export class ContainerPool {
  private readonly idle: Container[] = [];
  private readonly all = new Set<Container>();
  private readonly waiting: (() => void)[] = [];
  private starting = 0;
  private closed = false;

  constructor(private readonly start: () => Promise<Container>) {}

  /** An idle container, or a new one; waits while all are busy. */
  async take(): Promise<Container> {
    for (;;) {
      if (this.closed) throw new ServiceError(503, 'FunctionInvokeServiceUnavailable', 'the local cloud is stopping');
      const container = this.idle.pop();
      if (container?.running) return container;
      if (container !== undefined) await this.discard(container);
      else if (this.all.size + this.starting < MAX_CONTAINERS) return this.startOne();
      else await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  giveBack(container: Container): void {
    this.idle.push(container);
    this.wakeOne();
  }

  /** Ends a container that must not be used again. */
  async discard(container: Container): Promise<void> {
    this.all.delete(container);
    await container.stop();
    this.wakeOne();
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const wake of this.waiting.splice(0)) wake();
    await Promise.all([...this.all].map((container) => container.stop()));
    this.all.clear();
  }

  private async startOne(): Promise<Container> {
    this.starting += 1;
    try {
      const container = await this.start();
      this.all.add(container);
      // close() may have run meanwhile, and has not seen this one.
      if (this.closed) await this.discard(container);
      return container;
    } finally {
      this.starting -= 1;
      this.wakeOne();
    }
  }

  private wakeOne(): void {
    this.waiting.shift()?.();
  }
}
