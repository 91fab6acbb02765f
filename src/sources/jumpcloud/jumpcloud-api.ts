import { z } from 'zod';
import type { SourceAccess } from '../../ports/directory/source.ts';
import { VendorError } from '../../ports/vendor.ts';
import { createVendorClient, type VendorClient } from '../../vendors/http/vendor-client.ts';
import type { Judge } from '../../vendors/http/vendor-request.ts';
import type { SourceWorld } from '../source-world.ts';

export const jumpCloudRegions = ['us', 'eu', 'in'] as const;

/** The servers of one JumpCloud organization, and the headers that open them. */
export interface JumpCloudApi {
  readonly console: VendorClient;
  readonly insights: VendorClient;
  /** @throws VendorError */
  headers(signal: AbortSignal): Promise<Record<string, string>>;
}

/** The vendor's own error: `status` is a code or a text, so it counts only if it looks like a code. */
const errorBody = z.object({ status: z.string().nullish() });
const judge: Judge = ({ status, body }) => {
  const parsed = errorBody.safeParse(body);
  const code = parsed.success ? (parsed.data.status ?? null) : null;
  // Only a wrong x-org-id makes a list answer so.
  const isWrongOrganization = status === 400 || status === 404;
  return { code, problem: isWrongOrganization ? 'unknown_account' : null };
};

const TOKEN_BUFFER_MS = 60_000;
const token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(3600) });

export function openJumpCloudApi(world: SourceWorld, access: SourceAccess): JumpCloudApi {
  const { region = 'us', orgId, clientId, url } = access.settings;
  const place = region === 'us' ? '' : `${region}.`;
  const open = (baseUrl: string): VendorClient =>
    createVendorClient(world, { baseUrl: url ?? baseUrl, judge });
  const login = open('https://admin-oauth.id.jumpcloud.com');
  const organization: Record<string, string> = orgId === undefined ? {} : { 'x-org-id': orgId };
  const secret = access.secret?.reveal().trim() ?? '';
  if (secret === '') throw new VendorError('credential_refused', 'no credential');
  let current: { readonly text: string; readonly endsAt: number } | null = null;

  async function getToken(signal: AbortSignal): Promise<string> {
    if (current !== null && world.clock.now() < current.endsAt) return current.text;
    const basic = Buffer.from(`${clientId}:${secret}`).toString('base64');
    const { body } = await login.send({
      method: 'POST',
      path: '/oauth2/token',
      headers: { authorization: `Basic ${basic}` },
      form: { grant_type: 'client_credentials', scope: 'api' },
      isSafe: true,
      schema: token,
      signal,
    });
    const endsAt = world.clock.now() + body.expires_in * 1000 - TOKEN_BUFFER_MS;
    current = { text: body.access_token, endsAt };
    return current.text;
  }

  return {
    console: open(`https://console.${place}jumpcloud.com`),
    insights: open(`https://api.${place}jumpcloud.com`),
    async headers(signal) {
      if (clientId === undefined) return { 'x-api-key': secret, ...organization };
      return { authorization: `Bearer ${await getToken(signal)}`, ...organization };
    },
  };
}
