import type { Envelope } from '../world/record.ts';

export interface TransportReply {
  readonly outcome: 'acked' | 'failed';
  /** The body of the ack: decoded JSON, a plain text, or undefined when it was empty. */
  readonly payload?: unknown;
}

/** Brings one envelope to the app and waits for its ack, until the signal says that Slack would not. */
export interface Transport {
  send(envelope: Envelope, deadline: AbortSignal): Promise<TransportReply>;
}
