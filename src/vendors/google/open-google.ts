import type { VendorAccess } from '../../ports/vendor.ts';
import { createAuthorizedClient } from '../http/authorized-client.ts';
import { createVendorClient, type VendorClient } from '../http/vendor-client.ts';
import type { VendorWorld } from '../vendor-world.ts';
import { judgeGoogle } from './judge-google.ts';
import { requestToken } from './request-token.ts';

/** Google's Admin SDK, for a service account that acts in the name of the administrator in the settings. */
export function openGoogle(
  world: VendorWorld,
  { settings, secret }: VendorAccess,
  scopes: readonly string[],
): VendorClient {
  const open = (baseUrl: string) =>
    createVendorClient(world, { baseUrl: settings.url ?? baseUrl, judge: judgeGoogle });
  const client = open('https://oauth2.googleapis.com');
  return createAuthorizedClient(open('https://admin.googleapis.com'), world, (signal) =>
    requestToken({ client, world, secret, admin: settings.admin ?? '', scopes }, signal),
  );
}
