import { isIP, isIPv4 } from 'node:net';
import type { Parsed } from './parsed.ts';

/** Reads the addresses of the proxies in front, such as `10.0.0.5,fd00:1::/64`. */
export function parseTrustedProxies(text: string): Parsed<readonly string[]> {
  const entries = text.split(',').map((entry) => entry.trim());
  const problems = entries.flatMap((entry, index) => {
    const problem = findProblem(entry);
    return problem === null ? [] : [`${problem} (entry ${index + 1})`];
  });
  return problems.length === 0 ? { kind: 'value', value: entries } : { kind: 'problems', problems };
}

function findProblem(entry: string): string | null {
  const [address = '', bits, ...more] = entry.split('/');
  const bitsMax = isIPv4(address) ? 32 : 128;
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax);
  if (isIP(address) === 0 || !isRange || more.length > 0) {
    return 'must hold IP addresses or ranges, such as 10.0.0.5 or 10.0.0.0/24, separated by commas';
  }
  // With every address trusted, the one that counts is whatever the caller has written first.
  if (bits !== undefined && Number(bits) === 0) return 'must not trust every address: name your proxies';
  return null;
}
