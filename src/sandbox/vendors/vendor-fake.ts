import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { guardHost } from '../server/guard-host.ts';

/** What goes wrong with the next request that fits. */
export interface VendorFault {
  /**
   * `throttle` 429 with Retry-After; `error` another status; `cut` the line breaks before anything is sent; `cut-body` in the middle of
   * the answer; `slow` right but late; `html` a page of a login form with status 200; `repeat` the latest good answer to the same path.
   * In these two the request is carried out: `lost` the line breaks before the answer; `masked` a gateway answers in its place.
   */
  readonly kind: 'throttle' | 'error' | 'cut' | 'cut-body' | 'slow' | 'html' | 'repeat' | 'lost' | 'masked';
  /** Only requests whose path starts so. Default: all. */
  readonly path?: string;
  /** Good requests to let through first. Default 0. */
  readonly after?: number;
  /** How often. Default 1. */
  readonly times?: number;
  /** As it stands in the header; `null` leaves it out. Default `1`. */
  readonly retryAfter?: string | null;
  /** Of `throttle`, `error` and `masked`. Default 429, 500 and 502. */
  readonly status?: number;
  /** Of `throttle` and `error`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly ms?: number;
}

export interface VendorExchange {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  status: number;
  answer: unknown;
  answerType: string;
}

export interface VendorFake {
  readonly origin: string;
  /** The latest exchanges, the oldest first. */
  readonly exchanges: readonly VendorExchange[];
  strike(fault: VendorFault): void;
  /** Takes back the faults that are still to come. */
  clear(): void;
  stop(): Promise<void>;
}

const EXCHANGES_KEPT = 500;

/** A refusal in a vendor's form: thrown by a handler, sent by the fake. */
export class VendorRefusal extends Error {
  override readonly name = 'VendorRefusal';
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/**
 * A vendor of one's own on loopback. The routes are strict where the vendor is strict; what is no route is a 404.
 * @param build adds the routes
 */
export async function startVendorFake(build: (routes: Router) => void, port = 0): Promise<VendorFake> {
  const exchanges: VendorExchange[] = [];
  const faults: { fault: VendorFault; after: number; times: number }[] = [];
  const latest = new Map<string, unknown>();
  let ownPort = 0;

  const takeFault = (path: string): VendorFault | undefined => {
    const hit = faults.find(({ fault }) => path.startsWith(fault.path ?? ''));
    if (hit === undefined) return undefined;
    if (hit.after > 0) {
      hit.after -= 1;
      return undefined;
    }
    hit.times -= 1;
    if (hit.times <= 0) faults.splice(faults.indexOf(hit), 1);
    return hit.fault;
  };

  const record: RequestHandler = (request, response, next) => {
    const exchange = describeRequest(request);
    exchanges.push(exchange);
    if (exchanges.length > EXCHANGES_KEPT) exchanges.shift();
    const send = response.json.bind(response);
    response.json = (body: unknown) => {
      exchange.answer = body;
      if (response.statusCode === 200) latest.set(exchange.path, body);
      return send(body);
    };
    response.on('close', () => {
      exchange.status = response.statusCode;
      exchange.answerType = String(response.getHeader('content-type') ?? '');
    });
    strikeWith(takeFault(exchange.path), response, () => latest.get(exchange.path), next);
  };

  const routes = express.Router();
  build(routes);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(guardHost(() => ownPort));
  app.use(express.json({ limit: '2mb' }), express.urlencoded({ extended: false }), record, routes);
  app.use((_request, response) => void response.status(404).json({}));
  app.use(sendRefusal);
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake has no port');
  ownPort = address.port;
  return {
    origin: `http://127.0.0.1:${ownPort}`,
    exchanges,
    strike: (fault) => void faults.push({ fault, after: fault.after ?? 0, times: fault.times ?? 1 }),
    clear: () => void faults.splice(0),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function describeRequest(request: Request): VendorExchange {
  const { method, path, query, body } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value = '']) => [name, String(value)]),
  );
  return { method, path, query, headers, body, status: 0, answer: undefined, answerType: '' };
}

function strikeWith(
  fault: VendorFault | undefined,
  response: Response,
  repeat: () => unknown,
  next: () => void,
): void {
  switch (fault?.kind) {
    case undefined:
      next();
      break;
    case 'slow':
      void wait(fault.ms ?? 100).then(next);
      break;
    case 'cut':
      response.socket?.destroy();
      break;
    case 'cut-body':
      response.status(200).type('json').setHeader('content-length', '1000');
      response.write('{"', () => response.socket?.destroy());
      break;
    case 'html':
      response.status(200).type('html').send('<!doctype html><title>Sign in</title>');
      break;
    case 'repeat':
      response.json(repeat());
      break;
    case 'lost':
      response.json = () => response.destroy();
      response.end = () => response.destroy();
      next();
      break;
    case 'masked':
      maskAnswer(response, fault.status ?? 502);
      next();
      break;
    case 'throttle':
      if (fault.retryAfter !== null) response.set('retry-after', fault.retryAfter ?? '1');
      response.set(fault.headers ?? {});
      response.status(fault.status ?? 429).json(fault.body ?? {});
      break;
    case 'error':
      response.set(fault.headers ?? {});
      response.status(fault.status ?? 500).json(fault.body ?? {});
      break;
  }
}

function maskAnswer(response: Response, status: number): void {
  const send = response.send.bind(response);
  const mask = () => {
    response.end = end;
    response.status(status).type('html');
    return send('<!doctype html><title>Bad gateway</title>');
  };
  const end = response.end.bind(response);
  response.json = mask;
  response.end = mask;
}

/** Express tells an error handler by its four parameters. */
function sendRefusal(error: unknown, _request: Request, response: Response, next: (error: unknown) => void) {
  if (!(error instanceof VendorRefusal)) return next(error);
  response.status(error.status).set(error.headers);
  if (typeof error.body === 'string') response.type('text').send(error.body);
  else response.json(error.body);
}
