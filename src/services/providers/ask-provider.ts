import { lifetimeOf } from '../../domain/codes/code-term.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { OrganizationId, ProviderId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { capabilities } from '../../domain/providers/capabilities.ts';
import { type Provider, vendorNames } from '../../domain/providers/provider.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type {
  CodeWish,
  ProviderConnection,
  ProviderRefusal,
  VendorAccount,
} from '../../ports/providers/provider.ts';
import { VendorError } from '../../ports/vendor.ts';
import type { ServiceDeps } from '../deps.ts';
import { openProvider, type ProviderDeps } from './open-provider.ts';

/** A vendor that would make the code now. */
export interface ReadyProvider {
  readonly kind: 'ready';
  readonly provider: Provider;
  readonly connection: ProviderConnection;
  /** The address by which the account was found. */
  readonly email: string;
  readonly account: VendorAccount;
  readonly wish: CodeWish;
  /** How long the code would work there, by the tenant's own limits; `null`: until it is used or ended. */
  readonly minutes: number | null;
  readonly before: readonly string[];
}

export type AskedProvider =
  | ReadyProvider
  | {
      readonly kind: 'refused';
      /** `null`: it is gone. */
      readonly provider: Provider | null;
      readonly refusals: readonly Refusal[];
    };

/** The requester waits for the answer. Each request to a vendor has its own, shorter limit. */
const ASK_MS_MAX = 12_000;

type Wanted = Pick<IssueRequest, 'lane' | 'lifetimeMinutes' | 'startsAt'>;

/**
 * Whether a vendor would make a code for the person now: reads only, outside of any transaction. It says no with every reason that the
 * vendor gives, and also if it can't be asked; no other provider stands in for it.
 */
export async function askProvider(
  deps: Pick<ServiceDeps, 'store' | 'keys' | 'clock'> & ProviderDeps,
  organizationId: OrganizationId,
  providerId: ProviderId,
  target: DirectoryUser,
  wanted: Wanted,
  policy: Policy,
): Promise<AskedProvider> {
  const provider = await deps.store.read.providers.find(organizationId, providerId);
  const name = target.displayName;
  if (provider === null) return { kind: 'refused', provider, refusals: [refuse('provider_gone', { name })] };
  const no = (refusals: readonly ProviderRefusal[]): AskedProvider => ({
    kind: 'refused',
    provider,
    refusals: toRefusals(refusals, provider, target),
  });
  const opened = await openProvider(deps, provider);
  if (opened.kind === 'secret_unreadable') return no([{ code: 'provider_credential_refused' }]);
  const { connection } = opened;
  const wish = wishOf(wanted, policy, deps.clock.now());
  if (wish.startsAt !== null && !capabilities[provider.kind].startsLater)
    return no([{ code: 'provider_no_later_start' }]);
  if (target.email === null) return no([{ code: 'provider_account_missing' }]);
  const signal = AbortSignal.timeout(ASK_MS_MAX);
  try {
    const found = await connection.find({ email: target.email }, signal);
    if (found.kind === 'refused') return no(found.refusals);
    const { account } = found;
    const preflight = await connection.preflight(account, wish, signal);
    if (preflight.kind === 'refused') return no(preflight.refusals);
    return { ...preflight, provider, connection, email: target.email, account, wish };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return no([refusal]);
  }
}

/** What is wished of a vendor. A start that has passed while the request waited means now. */
export function wishOf(wanted: Wanted, policy: Policy, now: number): CodeWish {
  const { startsAt } = wanted;
  return {
    minutes: lifetimeOf(wanted, policy),
    startsAt: startsAt !== null && startsAt > now ? startsAt : null,
  };
}

/** Why a vendor could not be asked; `null` for an error of our own. */
export function refusalOf(error: unknown): ProviderRefusal | null {
  if (!(error instanceof VendorError)) return null;
  const vendorCode = error.answer?.code ?? null;
  switch (error.problem) {
    case 'credential_refused':
    case 'unknown_account':
      return { code: 'provider_credential_refused', vendorCode };
    case 'clock_wrong':
      return { code: 'provider_clock_wrong', vendorCode };
    case 'not_permitted':
      return { code: 'provider_not_permitted', vendorCode };
    case 'throttled':
      return { code: 'provider_throttled', vendorCode };
    default:
      return { code: 'provider_unreachable', vendorCode };
  }
}

/** A vendor's reasons, as they are said of a person. */
export function toRefusals(
  refusals: readonly ProviderRefusal[],
  { kind }: Pick<Provider, 'kind'>,
  { displayName: name }: Pick<DirectoryUser, 'displayName'>,
): Refusal[] {
  const vendor = vendorNames[kind];
  return refusals.map(({ code, vendorCode = null }) =>
    refuse(code, { name, vendor, ...(vendorCode !== null && { vendorCode }) }),
  );
}
