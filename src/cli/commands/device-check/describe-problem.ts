import { say } from '../../../messages/say.ts';
import type { DeviceProblem } from '../../../ports/device-check.ts';
import { toPrintable } from '../../print.ts';

export function describeDeviceProblem(problem: DeviceProblem, detail: string | null): string {
  return say(`cli.device.problem.${problem}`, { detail: toPrintable(detail ?? problem) });
}
