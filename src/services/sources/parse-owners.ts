import { parseEmail } from '../../domain/directory/email.ts';

export type ParsedOwners =
  | { readonly kind: 'owners'; readonly logins: readonly string[] }
  | { readonly kind: 'bad_owner'; readonly login: string };

/** The addresses of people whom a source may make owners, in normal form. */
export function parseOwners(logins: readonly string[]): ParsedOwners {
  const addresses = new Set<string>();
  for (const login of logins) {
    const parsed = parseEmail(login);
    if (parsed === null) return { kind: 'bad_owner', login };
    addresses.add(parsed.address);
  }
  return { kind: 'owners', logins: [...addresses] };
}
