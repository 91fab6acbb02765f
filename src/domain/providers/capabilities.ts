import type { ProviderKind } from './provider.ts';

/** What a kind of code can do. Backupcode's own codes are one kind among others. */
export interface Capabilities {
  /** What one issue makes. */
  readonly makes: 'code' | 'set';
  /** Whether the vendor shows the code to anyone who may read it, after it was made. */
  readonly isReadableAgain: boolean;
  /** Whether a new code ends those that the person had. `null`: the vendor doesn't say. */
  readonly replaces: boolean | null;
  /** What can be ended before it expires: one code by its reference, only all of a person's codes together, or nothing. */
  readonly ends: 'one' | 'all' | 'none';
  /** The shortest and longest lifetime that the vendor takes, in minutes; the tenant's own limits may be narrower. `null`: it never expires. */
  readonly lifetimeMinutes: readonly [number, number] | null;
  /** Whether a code can be made to work from a later time on. */
  readonly startsLater: boolean;
  /** Whether every code works once, or because we ask for it. */
  readonly isOneTime: 'always' | 'asked';
  /** Whether the vendor tells that a code was used. */
  readonly tellsUse: boolean;
  /** Whether the vendor tells that a new factor was enrolled. */
  readonly tellsEnrolment: boolean;
  /** Whether every session of the person can be ended. */
  readonly endsSessions: boolean;
}

export const capabilities: Readonly<Record<ProviderKind | 'own', Capabilities>> = {
  own: {
    makes: 'code',
    isReadableAgain: false,
    replaces: true,
    ends: 'one',
    lifetimeMinutes: [10, 24 * 60],
    startsLater: true,
    isOneTime: 'always',
    tellsUse: true,
    tellsEnrolment: true,
    endsSessions: false,
  },
  entra: {
    makes: 'code',
    isReadableAgain: false,
    replaces: true,
    ends: 'one',
    lifetimeMinutes: [10, 43_200],
    startsLater: true,
    isOneTime: 'asked',
    tellsUse: true,
    tellsEnrolment: true,
    endsSessions: true,
  },
  duo: {
    makes: 'code',
    isReadableAgain: false,
    replaces: true,
    ends: 'one',
    lifetimeMinutes: [1, 43_200],
    startsLater: false,
    isOneTime: 'asked',
    tellsUse: true,
    tellsEnrolment: true,
    endsSessions: false,
  },
  okta: {
    makes: 'code',
    isReadableAgain: false,
    replaces: true,
    ends: 'one',
    lifetimeMinutes: [10, 14_400],
    startsLater: false,
    isOneTime: 'asked',
    tellsUse: true,
    tellsEnrolment: true,
    endsSessions: true,
  },
  google: {
    makes: 'set',
    isReadableAgain: true,
    replaces: true,
    ends: 'all',
    lifetimeMinutes: null,
    startsLater: false,
    isOneTime: 'always',
    tellsUse: true,
    tellsEnrolment: false,
    endsSessions: true,
  },
  onelogin: {
    makes: 'code',
    isReadableAgain: false,
    replaces: null,
    ends: 'none',
    lifetimeMinutes: [2, 4320],
    startsLater: false,
    isOneTime: 'asked',
    tellsUse: true,
    tellsEnrolment: true,
    endsSessions: true,
  },
  auth0: {
    makes: 'code',
    isReadableAgain: false,
    replaces: true,
    ends: 'all',
    lifetimeMinutes: null,
    startsLater: false,
    isOneTime: 'always',
    tellsUse: true,
    tellsEnrolment: true,
    endsSessions: true,
  },
};
