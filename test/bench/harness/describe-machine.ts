import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

export interface MachineFacts {
  readonly cores: number;
  readonly architecture: string;
  readonly platform: string;
  readonly memoryGiB: number;
  readonly node: string;
  /** Processes that wanted a core over the last minute; above the number of cores, absolute figures are too low. */
  readonly load: number;
}

export function describeMachine(): MachineFacts {
  return {
    cores: cpus().length,
    architecture: arch(),
    platform: platform(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
