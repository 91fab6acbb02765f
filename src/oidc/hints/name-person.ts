import type { IncomingMessage } from 'node:http';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import type { FindOidcClient, OidcClient } from '../../services/clients/find-oidc-client.ts';
import type { BrowserCookie } from '../browser-cookie.ts';
import { createOutage } from '../create-adapter.ts';
import type { LimitService } from '../limit-service.ts';
import { type createReadHint, type NamedPerson, readLoginHint } from './read-hint.ts';

/** The parameter in which the interaction keeps the named person and the browser. Requests may not contain it. */
export const PERSON_PARAMETER = 'named_person';

const personSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('login'), login: z.string(), isSigned: z.boolean() }),
  z.object({ kind: z.literal('user'), userId: z.string() }),
  z.object({ kind: z.literal('entra'), login: z.string(), subject: z.string(), hintId: z.string() }),
]) satisfies z.ZodType<NamedPerson>;

class HintRefusedError extends errors.InvalidRequest {
  readonly why: string;

  constructor(why: string) {
    super(why);
    this.why = why;
  }
}

/** Both in one parameter, so that only one has to be refused in requests. */
const namedSchema = z.object({ person: personSchema, browser: z.string() });

export interface NamePersonDeps {
  readonly browserCookie: Pick<BrowserCookie, 'mark'>;
  readonly readHint: ReturnType<typeof createReadHint>;
  readonly findOidcClient: FindOidcClient;
  /** The `id_token_hint` that was taken out of the request; `null` if there was none. */
  readonly takenHint: (request: IncomingMessage) => string | null;
  readonly limitService: LimitService;
  readonly isHintUsed: (clientId: string, hintId: string) => Promise<boolean>;
  /** Called for each hint that is refused. */
  readonly recordHint: (client: OidcClient, why: string, request: IncomingMessage) => void;
}

/** Finds the person that an authorization request names. Runs where the library checks parameters: by then the client is known. */
export function createNamePerson(deps: NamePersonDeps) {
  const { readHint, findOidcClient, takenHint, isHintUsed, limitService } = deps;

  return async function namePerson(context: KoaContextWithOIDC, sent: unknown): Promise<void> {
    if (sent !== undefined) throw new errors.InvalidRequest(`${PERSON_PARAMETER} is not a parameter`);
    const { params, client } = context.oidc;
    if (params === undefined || client === undefined) throw new Error('The library checks clients first');
    const found = await findOidcClient(client.clientId);
    if (found === null) throw new errors.InvalidRequest('the client is gone');
    let person: NamedPerson;
    try {
      person = await read(context.req, found, params.login_hint);
    } catch (error) {
      // A bad signed hint, or none from a client whose hints are signed: a stranger may be trying names.
      if (error instanceof HintRefusedError) deps.recordHint(found, error.why, context.req);
      throw error;
    }
    // Counted after the hint is checked: where hints are signed, a stranger cannot use up the client's limit.
    await limitService(found, 'browser', context.req);
    const named: z.infer<typeof namedSchema> = { person, browser: deps.browserCookie.mark(context) };
    params[PERSON_PARAMETER] = JSON.stringify(named);
  };

  async function read(
    request: IncomingMessage,
    client: OidcClient,
    loginHint: unknown,
  ): Promise<NamedPerson> {
    const hint = takenHint(request);
    if (hint === null) {
      // Anyone can write a login hint, and could type wrong codes for another person until that person is locked out.
      if (client.settings.hintIssuer !== null) {
        throw new HintRefusedError('id_token_hint must name the person who signs in');
      }
      if (typeof loginHint !== 'string' || loginHint.trim() === '') {
        throw new errors.InvalidRequest('login_hint or id_token_hint must name the person who signs in');
      }
      const person = readLoginHint(loginHint);
      if (person !== null) return person;
      throw new errors.InvalidRequest('login_hint is neither an e-mail address nor a mobile number');
    }
    const result = await readHint(hint, client);
    if (result.kind === 'refused') throw new HintRefusedError('id_token_hint is not valid');
    if (result.kind === 'unavailable') {
      throw createOutage(new Error('The keys of the issuer of the hint could not be fetched'));
    }
    const { person } = result;
    // Refused before a code is asked for. `finishByHint` makes sure that one hint gives one ID token.
    if (person.kind === 'entra' && (await isHintUsed(client.service.id, person.hintId))) {
      throw new HintRefusedError('id_token_hint was used before');
    }
    return person;
  }
}

/** The person that an interaction is for. */
export function readNamedPerson(params: Readonly<Record<string, unknown>>): NamedPerson {
  return readNamed(params).person;
}

/** The mark of the browser that began it. */
export function readBrowserMark(params: Readonly<Record<string, unknown>>): string {
  return readNamed(params).browser;
}

function readNamed(params: Readonly<Record<string, unknown>>): z.infer<typeof namedSchema> {
  return namedSchema.parse(JSON.parse(String(params[PERSON_PARAMETER])));
}
