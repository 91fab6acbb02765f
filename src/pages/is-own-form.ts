import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a form came from our own page. With the interaction's cookie (`SameSite=Lax`), this keeps another site from
 * posting codes into a person's sign-in. A browser too old to send its origin is judged by the cookie alone.
 * @param ownOrigin as browsers know it, such as `https://backupcode.example`
 */
export function isOwnForm(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === undefined || headers.origin === ownOrigin;
}
