import { isObject, isText } from '../json.ts';
import type { Platform } from '../world/platform.ts';
import type { ApiCall, Envelope, ResponseUrlPost } from '../world/record.ts';
import { findActor, findAddresseeOfCall, findAddresseeOfPost } from './find-addressee.ts';
import type { SecretWatch } from './mask-secrets.ts';

/** One thing that crossed the wire between Slack and the app, fit to be shown. */
export interface TrafficEntry {
  readonly id: string;
  readonly at: number;
  readonly kind: 'envelope' | 'api' | 'response_url';
  readonly title: string;
  /** The person it came from or was for. */
  readonly person: string | undefined;
  readonly state: 'waiting' | 'ok' | 'failed';
  readonly outcome: string;
  readonly ms: number;
  /** The secrets that passed in it, and how often each has passed in all. */
  readonly secrets: readonly { readonly number: number; readonly passed: number }[];
  /** Undefined when it is for somebody else's eyes only. */
  readonly detail: unknown;
}

interface Draft extends Omit<TrafficEntry, 'secrets' | 'detail'> {
  /** Who alone may read it; undefined when anybody may. */
  readonly onlyFor: string | undefined;
  readonly content: unknown;
}

const UNKNOWN_READER = '';

/** Everything on record, oldest first, as the given people may see it: nothing private to anybody else. */
export function describeTraffic(
  platform: Platform,
  watch: SecretWatch,
  readers: readonly string[],
): TrafficEntry[] {
  const { envelopes, apiCalls, responseUrlPosts } = platform.record;
  const drafts = [
    ...envelopes.map(draftEnvelope),
    ...apiCalls.map((call, index) => draftCall(platform, call, index)),
    ...responseUrlPosts.map((post, index) => draftPost(platform, post, index)),
  ].sort((one, other) => one.at - other.at);
  const found = drafts.map(({ content }) => watch.findIn(content));
  const passed = new Map<number, number>();
  for (const number of found.flat()) passed.set(number, (passed.get(number) ?? 0) + 1);
  return drafts.map(({ onlyFor, content, ...entry }, index) => ({
    ...entry,
    secrets: (found[index] ?? []).map((number) => ({ number, passed: passed.get(number) ?? 0 })),
    detail: onlyFor === undefined || readers.includes(onlyFor) ? watch.mask(content) : undefined,
  }));
}

function titleOf({ kind, payload }: Envelope): string {
  if (kind === 'slash_commands') return String(payload.command);
  const [action] = Array.isArray(payload.actions) ? payload.actions : [];
  if (isObject(action)) return `${String(payload.type)} ${String(action.action_id)}`;
  if (isText(payload.callback_id)) return `${String(payload.type)} ${payload.callback_id}`;
  return isObject(payload.event) ? String(payload.event.type) : String(payload.type);
}

function draftEnvelope(envelope: Envelope, index: number): Draft {
  const { payload, ackPayload, acked, error, ackMs, retryNum } = envelope;
  const state = acked ? 'ok' : error === undefined ? 'waiting' : 'failed';
  const person = findActor(payload);
  return {
    id: `envelope-${index}`,
    at: envelope.at,
    kind: 'envelope',
    title: `${titleOf(envelope)}${retryNum > 0 ? ` (retry ${retryNum})` : ''}`,
    person,
    state,
    outcome: acked ? 'acknowledged' : (error ?? 'waiting for the ack'),
    ms: ackMs,
    onlyFor: person ?? UNKNOWN_READER,
    content: { envelope_id: envelope.id, payload, ...(ackPayload === undefined ? {} : { ack: ackPayload }) },
  };
}

function stateOf(status: number, isOk: boolean): TrafficEntry['state'] {
  if (status === 0) return 'waiting';
  return isOk ? 'ok' : 'failed';
}

function draftCall(platform: Platform, call: ApiCall, index: number): Draft {
  const { method, args, status, response, fault } = call;
  const isOk = response.ok === true && fault !== 'lost-reply';
  const addressee = findAddresseeOfCall(platform, call);
  return {
    id: `api-${index}`,
    at: call.at,
    kind: 'api',
    title: method,
    person: addressee,
    state: stateOf(status, isOk),
    outcome: fault ?? (isOk ? `${status} ok` : isText(response.error) ? response.error : `${status}`),
    ms: call.ms,
    onlyFor: addressee,
    content: { args, response },
  };
}

function draftPost(platform: Platform, post: ResponseUrlPost, index: number): Draft {
  const { status, response, body, fault } = post;
  const { person, isPublic } = findAddresseeOfPost(platform, post);
  return {
    id: `post-${index}`,
    at: post.at,
    kind: 'response_url',
    title: isObject(body) && body.replace_original === true ? 'replace the message' : 'post a message',
    person,
    state: stateOf(status, status === 200),
    outcome: fault ?? (status === 200 ? `${status} ok` : response),
    ms: post.ms,
    onlyFor: isPublic ? undefined : (person ?? UNKNOWN_READER),
    content: { body },
  };
}
