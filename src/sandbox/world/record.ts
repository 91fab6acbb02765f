import type { EnvelopeKind } from '../coverage.ts';
import type { JsonObject } from '../json.ts';
import type { FaultKind } from './faults.ts';

export interface ApiCall {
  readonly method: string;
  readonly app: number | undefined;
  /** The arguments as decoded from the wire, without the token. */
  readonly args: JsonObject;
  readonly at: number;
  ms: number;
  status: number;
  /** What was answered; under `lost-reply` what would have been. */
  response: JsonObject;
  fault: FaultKind | undefined;
}

export interface ResponseUrlPost {
  readonly path: string;
  readonly body: unknown;
  readonly at: number;
  ms: number;
  status: number;
  response: string;
  fault: FaultKind | undefined;
}

/** What an HTTP delivery put on the wire, kept for byte-for-byte replays. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Envelope {
  readonly id: string;
  readonly app: number;
  readonly kind: EnvelopeKind;
  readonly payload: JsonObject;
  readonly acceptsResponse: boolean;
  readonly at: number;
  readonly retryNum: number;
  readonly retryReason: string | undefined;
  acked: boolean;
  ackMs: number;
  error: 'operation_timeout' | 'dispatch_failed' | undefined;
  ackPayload: unknown;
  /** Which socket connection got it. */
  connection: string | undefined;
  httpStatus: number | undefined;
  signed: SignedRequest | undefined;
}

/** Everything that crossed the wire, in order. */
export class TrafficRecord {
  readonly apiCalls: ApiCall[] = [];
  readonly responseUrlPosts: ResponseUrlPost[] = [];
  readonly envelopes: Envelope[] = [];
}
