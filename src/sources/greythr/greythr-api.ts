import { z } from 'zod';
import type { SourceAccess } from '../../ports/directory/source.ts';
import { VendorError } from '../../ports/vendor.ts';
import { createVendorClient } from '../../vendors/http/vendor-client.ts';
import type { Judge } from '../../vendors/http/vendor-request.ts';
import type { SourceWorld } from '../source-world.ts';

export interface GreytRequest<Item extends z.ZodType> {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number>>;
  readonly item: Item;
}

export interface GreytPage<Item> {
  readonly data: readonly Item[];
  readonly hasNext: boolean;
}

/** Reads one tenant. */
export interface GreytApi {
  /** @throws VendorError */
  readPage<Item extends z.ZodType>(
    request: GreytRequest<Item>,
    signal: AbortSignal,
  ): Promise<GreytPage<z.output<Item>>>;
}

/** Wrong credentials are 403 at the login. */
const judgeLogin: Judge = ({ status }) => {
  if (status === 404) return { problem: 'unknown_account' };
  return { problem: status === 403 || status === 200 ? 'credential_refused' : null };
};
/** A token that is refused may be answered with the login page and 200. */
const judge: Judge = ({ status }) => ({ problem: status === 200 ? 'credential_refused' : null });

const tokenSchema = z.object({ access_token: z.string().min(1) });

export function openGreytApi(world: SourceWorld, access: SourceAccess): GreytApi {
  const { tenant, user, url } = access.settings;
  const password = access.secret?.reveal().trim() ?? '';
  if (password === '') throw new VendorError('credential_refused', 'no credential');
  const domain = `${tenant}.greythr.com`;
  const login = createVendorClient(world, { baseUrl: url ?? `https://${domain}`, judge: judgeLogin });
  const client = createVendorClient(world, { baseUrl: url ?? 'https://api.greythr.com', judge });
  let token: string | null = null;

  async function logIn(signal: AbortSignal): Promise<string> {
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    const { body } = await login.send({
      method: 'POST',
      path: '/uas/v1/oauth2/client-token',
      headers: { authorization: `Basic ${basic}` },
      form: { grant_type: 'client_credentials' },
      isSafe: true,
      schema: tokenSchema,
      signal,
    });
    token = body.access_token;
    return token;
  }

  /** How long a token lives is not certain, so one that is refused is replaced, once. */
  async function withToken<Answer>(
    signal: AbortSignal,
    send: (token: string) => Promise<Answer>,
  ): Promise<Answer> {
    if (token === null) return send(await logIn(signal));
    try {
      return await send(token);
    } catch (error) {
      if (!(error instanceof VendorError) || error.problem !== 'credential_refused') throw error;
      return send(await logIn(signal));
    }
  }

  return {
    async readPage({ path, query, item }, signal) {
      // A page that doesn't say whether it is the last would make half a list look whole.
      const schema = z.object({ data: z.array(item), pages: z.object({ hasNext: z.boolean() }) });
      const { body } = await withToken(signal, (text) => {
        const headers = { 'access-token': text, 'x-greythr-domain': domain };
        return client.send({ path, query, headers, schema, signal });
      });
      return { data: body.data, hasNext: body.pages.hasNext };
    },
  };
}
