import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { type ProviderKind, vendorNames } from '../../domain/providers/provider.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { ServiceDeps } from '../deps.ts';
import type { AskedProvider } from './ask-provider.ts';
import { type AtVendor, issueAtProvider } from './issue-at-provider.ts';

/** What is said of a vendor's code when it is shown. */
export interface ShownVendor {
  readonly kind: ProviderKind;
  /** What the person signs in with there. */
  readonly login: string;
  /** The rest of a set that is handed over whole. */
  readonly others: readonly Secret[];
  /** How long it would work there, if it weren't ended sooner; `null`: until it is used or ended. */
  readonly minutes: number | null;
}

export interface MadeCode {
  readonly kind: 'made';
  readonly code: Secret;
  /** With the end of a vendor's code, if that is sooner than was asked for. */
  readonly record: BackupCode;
  /** `null`: it is our own. */
  readonly vendor: ShownVendor | null;
  readonly atVendor: AtVendor | null;
}

export type NotMade =
  /** For certain, the vendor made nothing. */
  | { readonly kind: 'provider_refused'; readonly refusals: readonly Refusal[] }
  /** It was revoked while its vendor made it. No one saw it, and the background ends it there. */
  | { readonly kind: 'ended_meanwhile' }
  /** The vendor may have made a code, which no one saw. The background ends it, and the requester hears of it. */
  | { readonly kind: 'provider_unclear'; readonly refusals: readonly Refusal[]; readonly error: unknown };

/**
 * Makes the code of a record that is stored as undelivered. Our own is there already; a vendor makes its code now.
 * @param own our own code; `null`: `asked` makes it
 */
export async function makeCode(
  deps: ServiceDeps,
  record: BackupCode,
  target: DirectoryUser,
  own: Secret | null,
  asked: AskedProvider | null,
): Promise<MadeCode | NotMade> {
  if (own !== null) return { kind: 'made', code: own, record, vendor: null, atVendor: null };
  if (asked?.kind !== 'ready') throw new Error('A vendor’s code without a vendor');
  const { kind, settings } = asked.provider;
  const issued = await issueAtProvider(deps, asked, record, target);
  switch (issued.kind) {
    case 'refused':
      return { kind: 'provider_refused', refusals: issued.refusals };
    case 'unclear': {
      const facts = { name: target.displayName, vendor: vendorNames[kind] };
      return { kind: 'provider_unclear', refusals: [refuse('provider_unclear', facts)], error: issued.error };
    }
    case 'ended_meanwhile':
      return issued;
    case 'issued': {
      const [code, ...rest] = issued.codes;
      const { reference, endsAt } = issued;
      const expiresAt = endsAt === null ? record.expiresAt : Math.min(record.expiresAt, endsAt);
      const others = settings.set === 'all' ? rest : [];
      const vendor = { kind, login: asked.account.login, others, minutes: asked.minutes };
      return {
        kind: 'made',
        code,
        record: { ...record, expiresAt },
        vendor,
        atVendor: { reference, endsAt },
      };
    }
  }
}
