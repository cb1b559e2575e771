import type { Container } from './container';
import { ServiceError } from './service-error';

/** How many copies of one function run side by side; more calls wait. */
const MAX_CONTAINERS = 4;

/** The containers of one function: each serves one call at a time, and idle ones are used again. */
export class ContainerPool {
  private readonly idle: Container[] = [];
  private readonly all = new Set<Container>();
  private readonly waiting: (() => void)[] = [];
  private readonly starting = new Set<Promise<Container>>();
  private readonly closing = new AbortController();

  /** @param start - starts one more, and gives up when the signal aborts */
  constructor(private readonly start: (signal: AbortSignal) => Promise<Container>) {}

  /** An idle container, or a new one; waits while all are busy. */
  async take(): Promise<Container> {
    for (;;) {
      this.closing.signal.throwIfAborted();
      const container = this.idle.pop();
      if (container?.running) return container;
      if (container !== undefined) await this.discard(container);
      else if (this.all.size + this.starting.size < MAX_CONTAINERS) return this.startOne();
      else await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  giveBack(container: Container): void {
    this.idle.push(container);
    this.wakeOne();
  }

  /** Ends a container that must not be used again. */
  async discard(container: Container): Promise<void> {
    try {
      await container.stop();
    } finally {
      // Not sooner: close() waits for those it knows.
      this.all.delete(container);
      this.wakeOne();
    }
  }

  /** Ends every container, also those that are about to start or to end; later calls are refused. */
  async close(): Promise<void> {
    this.closing.abort(new ServiceError(503, 'FunctionInvokeServiceUnavailable', 'the local cloud is stopping'));
    for (const wake of this.waiting.splice(0)) wake();
    await Promise.allSettled(this.starting);
    await Promise.all([...this.all].map((container) => container.stop()));
    this.all.clear();
  }

  private async startOne(): Promise<Container> {
    const start = this.start(this.closing.signal);
    this.starting.add(start);
    try {
      const container = await start;
      this.all.add(container);
      this.closing.signal.throwIfAborted();
      return container;
    } finally {
      this.starting.delete(start);
      this.wakeOne();
    }
  }

  private wakeOne(): void {
    this.waiting.shift()?.();
  }
}
