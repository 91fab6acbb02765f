import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form came from our own page: beside the interaction's cookie (`SameSite=Lax`), this is what keeps another
 * site from posting codes into somebody's sign-in. A browser too old to say where it comes from is let through to the
 * cookie.
 * @param ownOrigin as browsers know it, such as `https://backupcode.example`
 */
export function isOwnForm(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === undefined || headers.origin === ownOrigin;
}
