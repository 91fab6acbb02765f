import { createServer } from 'node:http';
import {
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  importX509,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { OidcClientSettings } from '../../src/domain/clients/oidc-client.ts';
import type { Visit } from './browser.ts';
import { createServerUrl } from './loopback.ts';
import type { Instance, TestClient } from './open-oidc-world.ts';

export const TENANT = '14c2f153-90a7-4689-9db7-9543bf084dad';
export const APPLICATION = '600b719b-3766-4dc5-95a6-3c4a8dc31885';
export const ENTRA_REDIRECT_URI = 'https://login.entra.example/common/federation/externalauthprovider';
const ACRS = ['possessionorinherence'];
const AMRS = 'face fido fpt hwk iris otp pop retina sc sms swk tel vbm'.split(' ');

export const claimsOf = (acr: readonly string[], amr: readonly string[] = AMRS): string =>
  JSON.stringify({
    id_token: { acr: { essential: true, values: acr }, amr: { essential: true, values: amr } },
  });

export type PrivateKey = GenerateKeyPairResult['privateKey'];

/** What goes back by form, as a browser would send it. */
export interface PostedForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * A tenant of Entra ID as far as an external authentication method gets to see it, by Microsoft's reference of April 2025: it signs hints that
 * have expired, asks by form, and takes an answer apart as strictly as the reference says.
 */
export interface EntraTenant {
  readonly settings: OidcClientSettings;
  readonly keys: GenerateKeyPairResult;
  /** @param now milliseconds since the epoch */
  hint(
    now: number,
    change?: Readonly<Record<string, unknown>>,
    key?: PrivateKey,
    typ?: string,
  ): Promise<string>;
  ask(client: TestClient, hint: string, change?: Readonly<Record<string, string | null>>): EntraRequest;
  close(): Promise<void>;
}

export interface EntraRequest {
  readonly form: Readonly<Record<string, string>>;
  readonly nonce: string;
  readonly state: string;
}

export async function openEntraTenant(): Promise<EntraTenant> {
  const keys = await generateKeyPair('RS256');
  const published = { ...(await exportJWK(keys.publicKey)), kid: 'entra-1', use: 'sig' };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [published] }));
  });
  const url = await createServerUrl(server);
  const issuer = `${url}${TENANT}/v2.0`;
  let asked = 0;
  let hints = 0;

  return {
    keys,
    settings: {
      profile: 'entra',
      authMethod: 'none',
      hintIssuer: {
        issuer,
        jwksUri: `${url}${TENANT}/discovery/v2.0/keys`,
        audience: APPLICATION,
        loginClaim: 'preferred_username',
        tenantId: TENANT,
      },
    },
    hint(now, change = {}, key = keys.privateKey, typ = 'JWT') {
      hints += 1;
      const issuedAt = Math.floor(now / 1000);
      return new SignJWT({
        ver: '2.0',
        iss: issuer,
        aud: APPLICATION,
        iat: issuedAt,
        nbf: issuedAt,
        // As Entra ID does, so that it is good for nothing but a hint.
        exp: issuedAt - 1,
        oid: '951ddb04-b16d-45f3-bbf7-b0fa18fa7aee',
        tid: TENANT,
        sub: 'mBfcvuhSHkDWVgV72x2ruIYdSsPSvcj2R0qfc6mGEAA',
        name: 'Lena',
        // Tells tokens of the same second apart.
        uti: `uti-${hints}`,
        ...change,
      })
        .setProtectedHeader({ typ, alg: 'RS256', kid: 'entra-1' })
        .sign(key);
    },
    ask(client, hint, change = {}) {
      asked += 1;
      const [nonce, state] = [`nonce-${asked}`, `state of <request> & ${asked}`];
      const form = {
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        client_id: client.id,
        redirect_uri: ENTRA_REDIRECT_URI,
        nonce,
        state,
        id_token_hint: hint,
        claims: claimsOf(ACRS),
        'client-request-id': '72826bb4-abb7-4221-b253-100f530b4b0a',
        ...change,
      };
      const sent = Object.entries(form).filter((field): field is [string, string] => field[1] !== null);
      return { form: Object.fromEntries(sent), nonce, state };
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** The form on a page that sends one on; `null` if it is another page. */
export function readPostedForm({ text }: Visit): PostedForm | null {
  const action = /<form method="post" action="([^"]+)" id="send-back">/.exec(text)?.[1];
  if (action === undefined) return null;
  const fields = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return {
    action: decode(action),
    fields: Object.fromEntries(fields.map(([, name = '', value = '']) => [decode(name), decode(value)])),
  };
}

/**
 * As the reference has Entra ID check an answer: by the discovery document, with the certificate of the key, by a clock that is wrong
 * by so much.
 * @returns the claims
 */
export async function acceptAnswer(
  { issuer }: Pick<Instance, 'issuer'>,
  client: TestClient,
  { form, nonce, state }: EntraRequest,
  sent: PostedForm | null,
  skewMs = 0,
): Promise<JWTPayload> {
  if (sent === null) throw new Error('No form was sent');
  if (sent.action !== ENTRA_REDIRECT_URI || sent.fields.state !== state) throw new Error('Not this request');
  const discovery = await fetch(`${issuer}/.well-known/openid-configuration`);
  if (discovery.headers.get('content-length') === null) throw new Error('No content-length');
  const metadata = (await discovery.json()) as Record<string, string & string[]>;
  if (metadata.issuer !== issuer) throw new Error('Another issuer');
  for (const [name, value] of [
    ['response_types_supported', 'id_token'],
    ['response_modes_supported', 'form_post'],
    ['scopes_supported', 'openid'],
    ['id_token_signing_alg_values_supported', 'RS256'],
  ] as const) {
    if (metadata[name]?.includes(value) !== true) throw new Error(`${name} lacks ${value}`);
  }
  const answer = await fetch(metadata.jwks_uri ?? '');
  const { keys } = (await answer.json()) as JSONWebKeySet;
  const { payload } = await jwtVerify(
    sent.fields.id_token ?? '',
    async ({ kid }) => {
      const certificate = keys.find((key) => key.kid === kid)?.x5c?.[0];
      return importX509(`-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`, 'RS256');
    },
    {
      issuer,
      audience: client.id,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: new Date(Date.now() + skewMs),
    },
  );
  const named = JSON.parse(Buffer.from(form.id_token_hint?.split('.')[1] ?? '', 'base64url').toString());
  const asked = JSON.parse(form.claims ?? '').id_token;
  if (payload.sub !== named.sub) throw new Error('Not the person that was named');
  if (payload.nonce !== nonce) throw new Error('Not the nonce');
  if (!asked.acr.values.includes(payload.acr)) throw new Error('Not an acr that was asked for');
  const { amr } = payload;
  if (!Array.isArray(amr) || amr.length !== 1 || !asked.amr.values.includes(amr[0]))
    throw new Error('Not one amr');
  return payload;
}

function decode(text: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_all, name: string) => entities[name] ?? '');
}
