import type { LookUpTxt, TxtLookup } from '../services/verify-domain.ts';

/** The slice of `Resolver` of `node:dns/promises` that is needed. */
export interface TxtResolver {
  resolveTxt(name: string): Promise<string[][]>;
}

/** Asks the DNS through Node's resolver, whose errors become answers. */
export function createLookUpTxt(resolver: TxtResolver): LookUpTxt {
  return async (name): Promise<TxtLookup> => {
    try {
      const records = await resolver.resolveTxt(name);
      // A long value comes in pieces of 255 bytes.
      return { kind: 'records', values: records.map((pieces) => pieces.join('')) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown failure';
      if (code === 'ENODATA' || code === 'ENOTFOUND') return { kind: 'none' };
      if (code === 'ETIMEOUT') return { kind: 'timed_out' };
      return { kind: 'failed', why: code };
    }
  };
}
