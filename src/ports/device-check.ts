import type { Secret } from '../domain/crypto/secret.ts';

/** How to reach the identity provider that asks people on their devices. */
export interface DeviceAccess {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: Secret;
}

export interface DeviceQuestion {
  /** The person, as the provider knows them: their address. */
  readonly loginHint: string;
  /** What the person sees on the device. Letters, digits and hyphens, 20 at most: providers take no more. */
  readonly bindingMessage: string;
  readonly seconds: number;
}

export interface AskedDevice {
  /** For `look`: a bearer secret together with the client's credential. */
  readonly ticket: Secret;
  /** SHA-256 of the provider's `auth_req_id`, hex: it names the question and opens nothing. */
  readonly reference: string;
  readonly expiresInMs: number;
  /** `null` if the provider doesn't say how long to wait between two looks. */
  readonly intervalMs: number | null;
}

/** Who confirmed, from an id token whose signature, issuer, audience and times hold. */
export interface DeviceIdentity {
  readonly subject: string;
  /** `null` if the provider doesn't say, or says that it doesn't know it for sure. */
  readonly email: string | null;
  /** When the person signed in on the device; `null` if the provider doesn't say. */
  readonly authenticatedAt: number | null;
}

export type DeviceAnswer =
  | { readonly kind: 'pending' }
  | { readonly kind: 'slow_down' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'expired' }
  | ({ readonly kind: 'confirmed' } & DeviceIdentity);

/**
 * - `unreachable`: no answer, an outage, or too many requests. It may have asked the person.
 * - `bad_address`: not https, with a user name, or inside the network.
 * - `bad_description`: what it says about itself is missing or wrong, or names another server.
 * - `no_poll`: no CIBA, or none by polling. `no_scope`: not `openid`. `no_authentication`: the client can't authenticate by a secret.
 * - `client_refused`: wrong id or secret. `client_not_allowed`: it may not ask.
 * - `unknown_user`, `question_refused`: it asked no one. `user_code`: it wants a code of the person's own, which no one should tell us.
 * - `forgotten`: it no longer knows the question, as after an answer of its that was lost.
 * - `unexpected_answer`, `bad_token`: what it answered means nothing, or proves nothing.
 */
export const deviceProblems = [
  'unreachable',
  'bad_address',
  'bad_description',
  'no_poll',
  'no_scope',
  'no_authentication',
  'client_refused',
  'client_not_allowed',
  'unknown_user',
  'question_refused',
  'user_code',
  'forgotten',
  'unexpected_answer',
  'bad_token',
] as const;
export type DeviceProblem = (typeof deviceProblems)[number];

/** Its message and `detail` hold no credential, no token and no personal data. */
export class DeviceCheckError extends Error {
  override readonly name = 'DeviceCheckError';
  readonly problem: DeviceProblem;
  /** For the operator: the provider's error code, the status, the field. */
  readonly detail: string | null;

  constructor(problem: DeviceProblem, detail: string | null = null) {
    super(detail === null ? problem : `${problem}: ${detail}`);
    this.problem = problem;
    this.detail = detail;
  }
}

/** Asks people on their devices, by way of their organization's identity provider. All methods throw DeviceCheckError. */
export interface DeviceChecker {
  /** Whether people can be asked. Bothers no one. */
  test(access: DeviceAccess): Promise<void>;
  /** Has the person asked. Sent once: a repetition would ask them twice. */
  ask(access: DeviceAccess, question: DeviceQuestion): Promise<AskedDevice>;
  /** What the person has answered. A `confirmed` is given once: the provider forgets it. @param askedAt before the question was sent */
  look(access: DeviceAccess, ticket: Secret, askedAt: number): Promise<DeviceAnswer>;
}
