/** The address in `Link: <...>; rel="next"` (RFC 8288), by which Okta names the next page; `null` if there is none. */
export function readNextLink(headers: Headers): string | null {
  return headers.get('link')?.match(/<([^>]*)>\s*;\s*rel="?next"?/)?.[1] ?? null;
}
