import { Resolver } from 'node:dns/promises';
import type { LookUpTxt } from '../services/organization/verification-record.ts';

const NO_SUCH_RECORD = new Set(['ENODATA', 'ENOTFOUND']);

/**
 * Asks the machine's name servers.
 * @param servers others to ask instead, `address:port`
 */
export function createLookUpTxt(servers?: readonly string[]): LookUpTxt {
  return async function lookUpTxt(name) {
    const resolver = new Resolver({ timeout: 3000, tries: 2 });
    if (servers !== undefined) resolver.setServers(servers);
    try {
      const records = await resolver.resolveTxt(name);
      return { kind: 'records', values: records.map((parts) => parts.join('')) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (NO_SUCH_RECORD.has(code)) return { kind: 'none' };
      return code === 'ETIMEOUT' ? { kind: 'timed_out' } : { kind: 'failed', why: code };
    }
  };
}
