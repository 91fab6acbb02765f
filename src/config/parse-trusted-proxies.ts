import { isIP, isIPv4 } from 'node:net';
import { say } from '../messages/say.ts';
import type { Parsed } from './parsed.ts';

/** Reads the addresses of the proxies in front, such as `10.0.0.5,fd00:1::/64`. */
export function parseTrustedProxies(text: string): Parsed<readonly string[]> {
  const entries = text.split(',').map((entry) => entry.trim());
  const problems = entries.flatMap((entry, index) => {
    const problem = findProblem(entry, index + 1);
    return problem === null ? [] : [problem];
  });
  return problems.length === 0 ? { kind: 'value', value: entries } : { kind: 'problems', problems };
}

function findProblem(entry: string, place: number): string | null {
  const [address = '', bits, ...more] = entry.split('/');
  const bitsMax = isIPv4(address) ? 32 : 128;
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax);
  if (isIP(address) === 0 || !isRange || more.length > 0) {
    return say('config.proxy', { entry: place });
  }
  // With every address trusted, the one that counts is whatever the caller has written first.
  if (bits !== undefined && Number(bits) === 0) return say('config.everyProxy', { entry: place });
  return null;
}
