import type { Request } from 'express';
import type { Logger } from 'pino';
import type { ClientId } from '../domain/ids.ts';
import type { ScimCaller } from '../services/scim/scim-caller.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { ResourceType } from './schemas/attribute.ts';
import type { PathContext } from './schemas/resolve-path.ts';

/** What the server knows of a request. */
export interface RequestFacts {
  /** `http:<address>` */
  readonly source: string;
  readonly requestId: string;
  readonly log: Logger;
  clientId: ClientId | null;
}

/** One admitted request. */
export interface Exchange {
  readonly request: Request;
  readonly caller: ScimCaller;
  readonly dialect: Dialect;
  readonly query: URLSearchParams;
  /** `https://…/scim/v2`, of which locations are made. */
  readonly base: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handle = (exchange: Exchange) => Promise<Answer>;

export function contextOf({ dialect }: Pick<Exchange, 'dialect'>, type: ResourceType): PathContext {
  return { type, dialect };
}
