import { z } from 'zod';
import { type VendorAccess, VendorError, type VendorProblem } from '../../ports/vendor.ts';
import type { WireRequest } from '../http/send-once.ts';
import { createVendorClient, type VendorClient } from '../http/vendor-client.ts';
import type { Judge, Judgement } from '../http/vendor-request.ts';
import type { VendorWorld } from '../vendor-world.ts';
import { signDuo } from './sign-duo.ts';

/** Five digits; the first three are an HTTP status. */
const refused = z.object({ stat: z.literal('FAIL'), code: z.number().int() });

const BAD_TIMESTAMP = 40_105;
/** Duo takes dates that are off by up to five minutes. */
const CLOCK_OFF_MS = 300_000;

/** A clock that is wrong refuses like a wrong key: Duo's own time, in the answer, tells them apart. */
function judgeDuo({ clock }: Pick<VendorWorld, 'clock'>): Judge {
  return ({ status, headers, body }): Judgement => {
    const failed = refused.safeParse(body);
    const code = failed.success ? failed.data.code : null;
    const meant = code === null ? status : Math.floor(code / 100);
    const offMs = Math.abs(Date.parse(headers.get('date') ?? '') - clock.now());
    const isClockWrong = code === BAD_TIMESTAMP || (meant === 401 && offMs > CLOCK_OFF_MS);
    return {
      code: code === null ? null : String(code),
      problem: isClockWrong ? 'clock_wrong' : status < 300 ? problemOf(meant) : null,
    };
  };
}

/** Of a refusal that comes with a status of success. */
function problemOf(meant: number): VendorProblem | 'retry' | null {
  switch (meant) {
    case 401:
      return 'credential_refused';
    case 403:
      return 'not_permitted';
    case 429:
      return 'retry';
    default:
      return meant >= 500 ? 'unreachable' : null;
  }
}

/** Duo's Admin API. Every attempt is signed for itself, because the signature covers the date. */
export function openDuo(world: VendorWorld, { settings, secret }: VendorAccess): VendorClient {
  const { host = '', integrationKey = '' } = settings;
  const secretKey = secret?.reveal().trim() ?? '';
  if (secretKey === '') throw new VendorError('credential_refused', 'no credential');
  const sign = ({ method, url, body }: WireRequest) => {
    const params = [...(body === null ? url.searchParams : new URLSearchParams(body))];
    return signDuo(
      { host, integrationKey, secretKey },
      { method, path: url.pathname, params },
      world.clock.now(),
    );
  };
  return createVendorClient(world, {
    baseUrl: settings.url ?? `https://${host}`,
    judge: judgeDuo(world),
    isRefusal: (body) => refused.safeParse(body).success,
    sign,
  });
}
