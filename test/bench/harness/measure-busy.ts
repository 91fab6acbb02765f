import { cpus } from 'node:os';

/** Processor time that the whole machine has spent since it was started, on whatever it was; milliseconds, of all cores together. */
export function measureBusyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
