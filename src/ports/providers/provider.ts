import type { Secret } from '../../domain/crypto/secret.ts';
import type { ProviderKind } from '../../domain/providers/provider.ts';
import type { RefusalCode } from '../../domain/requests/refusals.ts';
import type { VendorAccess, VendorSetting, VendorSettingProblem } from '../vendor.ts';

/** What a vendor can refuse for a reason that we know, or not: `provider_refused`. */
export type ProviderRefusalCode = Extract<RefusalCode, `provider_${string}`>;

/** One reason of a vendor's for a no. */
export interface ProviderRefusal {
  readonly code: ProviderRefusalCode;
  /** The vendor's own error code, for the operator; a word or a number, never its text, which may name people. */
  readonly vendorCode?: string | null;
}

/** The person a code is for, as the directory knows them. */
export interface ProviderPerson {
  /** Normalized. */
  readonly email: string;
}

/** A person at the vendor. */
export interface VendorAccount {
  readonly id: string;
  /** What the person signs in with there, to be shown to the administrator. */
  readonly login: string;
}

export type FoundAccount =
  | { readonly kind: 'found'; readonly account: VendorAccount }
  | { readonly kind: 'refused'; readonly refusals: readonly ProviderRefusal[] };

export interface CodeWish {
  /** How long it is to work. Connectors narrow it to what the vendor takes; see {@link Preflight}. */
  readonly minutes: number;
  /** `null`: from now on. Only where the kind `startsLater`. */
  readonly startsAt: number | null;
}

export type Preflight =
  | {
      readonly kind: 'ready';
      /** How long a code would work at the vendor, by the tenant's own limits; `null`: until it is used or ended. */
      readonly minutes: number | null;
      /** References of the codes that the person has there now; empty where the vendor lists none. */
      readonly before: readonly string[];
    }
  | { readonly kind: 'refused'; readonly refusals: readonly ProviderRefusal[] };

export type IssueOutcome =
  | {
      readonly kind: 'issued';
      /** One, or the whole set of a kind that `makes` one. As the vendor writes them. */
      readonly codes: readonly [Secret, ...Secret[]];
      /** What {@link ProviderConnection.status} and {@link ProviderConnection.revoke} know it by; `null` if it could not be found out. Never the code. */
      readonly reference: string | null;
      /** When the vendor ends it by itself; `null`: never. */
      readonly endsAt: number | null;
    }
  /** For certain, nothing was made. */
  | { readonly kind: 'refused'; readonly refusals: readonly ProviderRefusal[] };

export interface CodeStatus {
  /**
   * `gone`: the vendor no longer has it, and won't say why. `unclear`: it no longer has it, and the log that would say why is late, so it
   * may have been used.
   */
  readonly state: 'usable' | 'early' | 'used' | 'ended' | 'gone' | 'unclear';
  /** When it was used, and from where, as far as the vendor says. */
  readonly usedAt: number | null;
  readonly usedFrom: string | null;
  /** When a new factor was enrolled after it was used. */
  readonly enrolledAt: number | null;
}

export interface TestedProvider {
  /** What the vendor says of its tenant, such as the limits of a lifetime; names as in `docs/PROVIDERS.md`. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A vendor's codes, ready to be opened. One per folder of `providers/`. */
export interface ProviderConnector {
  readonly kind: ProviderKind;
  readonly settings: readonly VendorSetting[];
  /** The settings that are wrong, by name and code; empty if all are fine. Nothing is sent. */
  checkSettings(settings: Readonly<Record<string, string>>): readonly VendorSettingProblem[];
  open(access: VendorAccess): ProviderConnection;
}

/** Every method throws a VendorError where the vendor could not be asked, or did not answer as it describes. */
export interface ProviderConnection {
  /** Proves that the credential works and has the permissions that the rest needs, as far as that can be read. Nothing is made or changed. */
  test(signal: AbortSignal): Promise<TestedProvider>;
  /** The one account of the person. Two that fit, or one that fits in part, are refused. */
  find(person: ProviderPerson, signal: AbortSignal): Promise<FoundAccount>;
  /** Would it work now? Reads only. */
  preflight(account: VendorAccount, wish: CodeWish, signal: AbortSignal): Promise<Preflight>;
  /**
   * Makes a code. The request that makes it is sent once: a repetition could end a code that is already shown, or make a second one.
   * @throws VendorError if it isn't known whether a code was made
   */
  issue(account: VendorAccount, wish: CodeWish, signal: AbortSignal): Promise<IssueOutcome>;
  /** References of the codes that the person has now and that may work; `null` where the vendor lists none. */
  list(account: Pick<VendorAccount, 'id'>, signal: AbortSignal): Promise<readonly string[] | null>;
  /** @param since when the code was made, in milliseconds; for logs that are searched by time */
  status(
    account: Pick<VendorAccount, 'id'>,
    reference: string | null,
    since: number,
    signal: AbortSignal,
  ): Promise<CodeStatus>;
  /**
   * Ends a code; one that is gone is ended. Of a kind that `ends` all, every code of the person; of one that ends none, nothing happens.
   * May be repeated.
   */
  revoke(account: Pick<VendorAccount, 'id'>, reference: string | null, signal: AbortSignal): Promise<void>;
  /** Ends every session of the person. Only of a kind that `endsSessions`. May be repeated. */
  endSessions(account: Pick<VendorAccount, 'id'>, signal: AbortSignal): Promise<void>;
}

/** The connectors there are. */
export interface ProviderConnectors {
  /** Loaded when it is needed. */
  load(kind: ProviderKind): Promise<ProviderConnector>;
}
