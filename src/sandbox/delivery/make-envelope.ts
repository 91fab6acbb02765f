import { randomUUID } from 'node:crypto';
import type { EnvelopeKind } from '../coverage.ts';
import { deepCopy, type JsonObject } from '../json.ts';
import { newSecret } from '../world/identifiers.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import type { Platform } from '../world/platform.ts';
import type { Envelope, SignedRequest } from '../world/record.ts';
import { signEnvelope } from './http-transport.ts';

export interface Parcel {
  readonly app: InstalledApp;
  readonly kind: EnvelopeKind;
  readonly payload: JsonObject;
  readonly acceptsResponse: boolean;
  readonly retryNum?: number;
  readonly retryReason?: string;
}

/**
 * The same payload again: signed anew; byte for byte, with its old signature or envelope id; signed with a secret
 * that is not the app's; or signed with a clock that is off by so many seconds.
 */
export type Redelivery = 'resigned' | 'replayed' | 'forged' | { readonly skewS: number };

export function makeEnvelope(platform: Platform, app: number, parcel: Parcel): Envelope {
  return {
    id: randomUUID(),
    app,
    kind: parcel.kind,
    payload: deepCopy(parcel.payload),
    acceptsResponse: parcel.acceptsResponse,
    at: platform.now(),
    retryNum: parcel.retryNum ?? 0,
    retryReason: parcel.retryReason,
    acked: false,
    ackMs: 0,
    error: undefined,
    ackPayload: undefined,
    connection: undefined,
    httpStatus: undefined,
    signed: undefined,
  };
}

export function copyEnvelope(
  platform: Platform,
  app: InstalledApp,
  envelope: Envelope,
  how: Redelivery,
): Envelope {
  const copy = {
    ...envelope,
    payload: deepCopy(envelope.payload),
    at: platform.now(),
    acked: false,
    ackMs: 0,
    error: undefined,
    ackPayload: undefined,
    connection: undefined,
    httpStatus: undefined,
  };
  if (how === 'replayed') return copy;
  return { ...copy, id: randomUUID(), signed: signAgain(platform, app, copy, how) };
}

/** Undefined leaves the signing to the transport, which does it right. */
function signAgain(
  platform: Platform,
  app: InstalledApp,
  envelope: Envelope,
  how: Exclude<Redelivery, 'replayed'>,
): SignedRequest | undefined {
  if (how === 'resigned') return undefined;
  if (how === 'forged') return signEnvelope({ signingSecret: newSecret() }, envelope, platform.now());
  return signEnvelope(app, envelope, platform.now() + how.skewS * 1000);
}
