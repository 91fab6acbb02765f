import { z } from 'zod';
import { say } from '../../../messages/say.ts';
import { nameError } from './mongo-errors.ts';

const serverSchema = z.object({
  address: z.string(),
  error: z
    .object({ name: z.string(), cause: z.object({ code: z.string().optional() }).optional() })
    .nullish(),
});
const selectionSchema = z.object({
  reason: z.object({
    type: z.string(),
    setName: z.string().nullish(),
    servers: z.map(z.string(), serverSchema),
  }),
});
const lookUpSchema = z.object({ syscall: z.literal('querySrv'), code: z.string() });

/** The driver's code of why a host fails, and the message that says so. */
const keys = {
  ENOTFOUND: 'storage.mongo.host.ENOTFOUND',
  EAI_AGAIN: 'storage.mongo.host.EAI_AGAIN',
  ECONNREFUSED: 'storage.mongo.host.ECONNREFUSED',
  ECONNRESET: 'storage.mongo.host.ECONNRESET',
  ETIMEDOUT: 'storage.mongo.host.ETIMEDOUT',
  EPROTO: 'storage.mongo.host.EPROTO',
  SELF_SIGNED_CERT_IN_CHAIN: 'storage.mongo.host.untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'storage.mongo.host.untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'storage.mongo.host.untrusted',
  CERT_HAS_EXPIRED: 'storage.mongo.host.CERT_HAS_EXPIRED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'storage.mongo.host.ERR_TLS_CERT_ALTNAME_INVALID',
} as const;

function isKnown(code: string): code is keyof typeof keys {
  return Object.hasOwn(keys, code);
}

/** Which host, or which replica set, is at fault and why; the error's class where that is all that may be said. */
export function describeOutage(error: unknown, uri: string): string {
  const lookUp = lookUpSchema.safeParse(error).data;
  if (lookUp !== undefined) return say('storage.mongo.noDnsRecord', { code: lookUp.code });
  const reason = selectionSchema.safeParse(error).data?.reason;
  if (reason === undefined || !mayQuote(uri)) return nameError(error);
  const { setName, servers } = reason;
  if (servers.size === 0 && typeof setName === 'string' && /^[\w-]{1,64}$/.test(setName))
    return say('storage.mongo.noMember', { setName });
  const described = [...servers.values()].map(({ address, error: why }) => {
    if (why === null || why === undefined) return say('storage.mongo.host.notPrimary', { address });
    const code = why.cause?.code ?? '';
    if (isKnown(code)) return say(keys[code], { address });
    return say('storage.mongo.host.fails', { address, why: code || why.name });
  });
  return described.length === 0 ? nameError(error) : described.join('; ');
}

/** Names the option that is wrong, as far as the driver does so without its value. */
export function describeMisuse(error: unknown, uri: string): string {
  const text = error instanceof Error ? error.message : '';
  const isAboutNames =
    /^options? [\w, ]+ (is|are) not supported$/.test(text) || text.startsWith('tls/ssl must be');
  return isAboutNames && mayQuote(uri) ? text : nameError(error);
}

/** A password with a slash in it, not encoded, ends the host's part: what comes before would be taken for host and port. */
function mayQuote(uri: string): boolean {
  return !/^[^:]+:\/\/[^/?]*[/?].*@/s.test(uri);
}
