import { FnProcess } from './fn-process';
import type { Subject } from './fn-process';

/** Resident memory in MiB by the number of calls that a process had answered. */
export type Endurance = ReadonlyMap<number, number>;

/** Makes `marks` calls to one process, and reads its memory at each mark. Marks ascend. */
export async function measureEndurance(
  subject: Subject,
  marks: readonly number[],
  environment: Readonly<Record<string, string>>,
): Promise<Endurance> {
  const running = await FnProcess.start(subject, environment);
  try {
    const endurance = new Map<number, number>();
    let calls = 1;
    for (const mark of marks) {
      for (; calls < mark; calls += 1) await running.call();
      endurance.set(mark, running.rssMb());
    }
    return endurance;
  } finally {
    await running.stop();
  }
}
