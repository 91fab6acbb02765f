import type { z } from 'zod';
import { VendorError, type VendorProblem } from '../../ports/vendor.ts';
import type { VendorWorld } from '../vendor-world.ts';
import { assertAllowedHost, type LookUpName, PrivateAddressError } from './guard-lookup.ts';
import { delayOf, readRetryAfter } from './retry-delay.ts';
import { createSendOnce, NoAnswerError, type WireLimits, type WireRequest } from './send-once.ts';
import {
  isSafe,
  type Judge,
  type Judgement,
  type VendorAnswer,
  type VendorRequest,
} from './vendor-request.ts';

export interface VendorClientOptions {
  /** Without a slash at the end: fixed by the vendor, or built from a checked company name. */
  readonly baseUrl: string;
  readonly judge?: Judge;
  /** Whether an answer with a status of success refuses, at a vendor that does so; then it is judged like any other refusal. */
  readonly isRefusal?: (body: unknown) => boolean;
  /** Headers made for each attempt, such as a signature with the time: a repeated request would come with an old one. */
  readonly sign?: (wire: WireRequest) => Readonly<Record<string, string>>;
  readonly limits?: Partial<WireLimits>;
  /** For tests. */
  readonly lookup?: LookUpName;
}

/** Sends requests to one vendor, and reads its JSON. Whatever it throws is a VendorError without credential, query value, body or header. */
export interface VendorClient {
  /** @throws VendorError for any answer but 2xx */
  send<Body extends z.ZodType>(request: VendorRequest<Body>): Promise<VendorAnswer<z.output<Body>>>;
  /** `null` if the vendor answers with one of the statuses, such as 404 for a person or 410 for a cursor. @throws VendorError */
  find<Body extends z.ZodType>(
    request: VendorRequest<Body>,
    absentOn: readonly number[],
  ): Promise<VendorAnswer<z.output<Body>> | null>;
}

const ATTEMPTS_MAX = 6;
/** All waits of one request together: a run may be slow, but it has to end. */
const WAIT_MS_MAX = 120_000;
const defaultLimits: WireLimits = { timeoutMs: 30_000, answerBytesMax: 16 * 1024 * 1024 };

export function createVendorClient(world: VendorWorld, options: VendorClientOptions): VendorClient {
  const base = new URL(options.baseUrl);
  const sendOnce = createSendOnce(
    { ...defaultLimits, ...options.limits },
    world.allowLoopback,
    options.lookup,
  );

  async function sendOften(wire: NamedRequest, isRepeatable: boolean, absentOn: readonly number[]) {
    let waitedMs = 0;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await attemptOnce(wire, absentOn);
      if (outcome.kind === 'answer') return outcome.answer;
      const delayMs = delayOf(outcome.retryAfterMs, attempt, world.jitter());
      waitedMs += delayMs;
      if (!isRepeatable || attempt + 1 >= ATTEMPTS_MAX || waitedMs > WAIT_MS_MAX) throw outcome.error;
      await world.sleep(delayMs, wire.signal).catch((error: unknown) => {
        throw wire.signal.aborted ? new VendorError('cancelled') : error;
      });
    }
  }

  async function attemptOnce(wire: NamedRequest, absentOn: readonly number[]): Promise<Outcome> {
    const where = wire.name;
    const signed = { ...wire, headers: { ...wire.headers, ...options.sign?.(wire) } };
    const answer = await sendOnce(signed).catch((error: unknown) => {
      if (error instanceof NoAnswerError) return error;
      throw error;
    });
    if (answer instanceof NoAnswerError) {
      const error = new VendorError('unreachable', `${where}: ${answer.message}`);
      return { kind: 'retry', error, retryAfterMs: null };
    }
    const isGranted = isSuccess(answer.status) && options.isRefusal?.(answer.body) !== true;
    if (isGranted || absentOn.includes(answer.status)) return { kind: 'answer', answer };
    const judgement = options.judge?.(answer) ?? {};
    const problem = problemOf(answer, judgement);
    const detail = [where, answer.status, safeCode(judgement.code)].filter((part) => part !== null).join(' ');
    const error = new VendorError(problem, detail, {
      answer: { status: answer.status, code: safeCode(judgement.code) },
    });
    if (problem !== 'throttled' && problem !== 'unreachable') throw error;
    return {
      kind: 'retry',
      error,
      retryAfterMs:
        judgement.retryAfterMs ?? readRetryAfter(answer.headers.get('retry-after'), world.clock.now()),
    };
  }

  const client: VendorClient = {
    async find(request, absentOn) {
      const wire = prepare(base, request, world.allowLoopback);
      const answer = await sendOften(wire, isSafe(request), absentOn);
      if (absentOn.includes(answer.status)) return null;
      const where = wire.name;
      if (answer.body === undefined && (request.mayBeEmpty !== true || isPage(answer))) {
        // Some vendors answer a refused login with their login page, and 200.
        const problem = options.judge?.(answer).problem;
        const isKnown = problem !== undefined && problem !== null && problem !== 'retry';
        throw new VendorError(isKnown ? problem : 'unexpected_answer', `${where}: not JSON`);
      }
      const parsed = request.schema.safeParse(answer.body);
      if (parsed.success) return { ...answer, body: parsed.data };
      const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
      throw new VendorError('unexpected_answer', `${where}: field ${field === '' ? '(all)' : field}`);
    },
    async send(request) {
      const answer = await client.find(request, []);
      if (answer === null) throw new VendorError('unexpected_answer');
      return answer;
    },
  };
  return client;
}

type Outcome =
  | { readonly kind: 'answer'; readonly answer: VendorAnswer<unknown> }
  | { readonly kind: 'retry'; readonly error: VendorError; readonly retryAfterMs: number | null };

/** A page of HTML, such as a login form, in place of an answer. Some vendors call an empty answer HTML, too, but then it is a 204. */
const isPage = ({ status, headers }: VendorAnswer<unknown>): boolean =>
  status !== 204 && /^text\/html/i.test(headers.get('content-type') ?? '');

interface NamedRequest extends WireRequest {
  /** What errors call it. */
  readonly name: string;
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

function problemOf({ status, headers }: VendorAnswer<unknown>, { problem }: Judgement): VendorProblem {
  if (problem === 'retry') return 'throttled';
  if (problem !== undefined && problem !== null) return problem;
  if (status === 401) return 'credential_refused';
  if (status === 403) return 'not_permitted';
  if (status === 429 || (status === 503 && headers.has('retry-after'))) return 'throttled';
  return status >= 500 || status === 408 ? 'unreachable' : 'unexpected_answer';
}

/** A vendor's code is a word or a number; whatever looks like a sentence may name a person. */
function safeCode(code: string | null | undefined): string | null {
  return code !== undefined && code !== null && /^[\w.:/-]{1,64}$/.test(code) ? code : null;
}

function prepare(base: URL, request: VendorRequest<z.ZodType>, allowLoopback: boolean): NamedRequest {
  const url = resolve(base, request.path);
  for (const [name, value] of Object.entries(request.query ?? {}))
    url.searchParams.append(name, String(value));
  const isPlain = url.protocol === 'http:' && !allowLoopback;
  try {
    if (isPlain) throw new PrivateAddressError();
    assertAllowedHost(url.hostname, allowLoopback);
  } catch (error) {
    if (!(error instanceof PrivateAddressError)) throw error;
    throw new VendorError('unreachable', isPlain ? 'not https' : 'private address');
  }
  const body = bodyOf(request);
  const type = request.form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const method = request.method ?? 'GET';
  return {
    method,
    url,
    name: `${method} ${request.pathInErrors ?? url.pathname}`,
    headers: {
      accept: 'application/json',
      'user-agent': 'backupcode',
      ...(body === null ? {} : { 'content-type': type }),
      ...request.headers,
    },
    body,
    signal: request.signal,
  };
}

/** What an id of a vendor's may do to a path: climb out of it (`..`), or shorten it, being empty. */
const crooked = /\/(?:\.|%2e){0,2}(?:\/|$)|\\/i;

/** @throws VendorError for a link to another origin: it would be given the credential; and for a path that leads elsewhere */
function resolve(base: URL, path: string): URL {
  const isWhole = /^https?:/i.test(path);
  if (!isWhole && crooked.test(path.split(/[?#]/, 1)[0] ?? ''))
    throw new VendorError('unexpected_answer', 'path');
  const text = isWhole ? path : `${base.href.replace(/\/$/, '')}${path}`;
  if (!URL.canParse(text)) throw new VendorError('unexpected_answer', 'link');
  const url = new URL(text);
  if (url.origin !== base.origin || url.username !== '') {
    throw new VendorError('unexpected_answer', 'link to another server');
  }
  return url;
}

function bodyOf({ json, form }: VendorRequest<z.ZodType>): string | null {
  if (form !== undefined) return new URLSearchParams(form).toString();
  return json === undefined ? null : JSON.stringify(json);
}
