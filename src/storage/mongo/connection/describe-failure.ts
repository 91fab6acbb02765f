import { z } from 'zod';
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

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host: check its name',
  EAI_AGAIN: 'its name cannot be looked up now: check the DNS of this machine',
  ECONNREFUSED: 'nothing listens there: check host and port, and that MongoDB runs',
  ECONNRESET: 'ends the connection: check whether it wants tls=true or tls=false',
  ETIMEDOUT: 'does not answer: check host, port and firewall',
  EPROTO: 'does not speak TLS: check tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted: name your certificate authority by tlsCAFile',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted: name your certificate authority by tlsCAFile',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is not trusted: name your certificate authority by tlsCAFile',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name: check the host',
};

/** Which host, or which replica set, is at fault and why; the error's class where that is all that may be said. */
export function describeOutage(error: unknown, uri: string): string {
  const lookUp = lookUpSchema.safeParse(error).data;
  if (lookUp !== undefined)
    return `the DNS record of the mongodb+srv address is not there (${lookUp.code}): check the host`;
  const reason = selectionSchema.safeParse(error).data?.reason;
  if (reason === undefined || !mayQuote(uri)) return nameError(error);
  const { setName, servers } = reason;
  if (servers.size === 0 && typeof setName === 'string' && /^[\w-]{1,64}$/.test(setName))
    return `no host is a member of the replica set "${setName}": check replicaSet and the hosts`;
  const described = [...servers.values()].map(({ address, error: why }) => {
    const code = why?.cause?.code ?? '';
    return `${address} ${WORDS[code] ?? (why === null || why === undefined ? 'is no primary' : `fails (${code || why.name})`)}`;
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
