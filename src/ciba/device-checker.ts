import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Secret } from '../domain/crypto/secret.ts';
import type { Clock } from '../ports/clock.ts';
import {
  type DeviceAccess,
  type DeviceAnswer,
  DeviceCheckError,
  type DeviceChecker,
  type DeviceProblem,
} from '../ports/device-check.ts';
import { type CibaAnswer, type CibaWire, createCibaWire } from './ciba-wire.ts';
import { CIBA_GRANT, type ProviderDescription, readDescription } from './read-description.ts';
import { verifyIdToken } from './verify-id-token.ts';

/** By their address they are recognized, so it is asked for as well. */
const SCOPE = 'openid email';

const acknowledgement = z.object({
  auth_req_id: z.string().min(1).max(16_384),
  expires_in: z.number().positive(),
  interval: z.number().positive().optional(),
});
const tokens = z.object({ id_token: z.string() });
const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
const refusal = z.object({ error: z.string() });
const ticketOf = z.object({
  authReqId: z.string(),
  tokenUrl: z.string(),
  keysUrl: z.string(),
  authentication: z.enum(['client_secret_basic', 'client_secret_post']),
});

/** What an error code at either endpoint means (CIBA Core 13, RFC 6749 5.2); whatever else it is, the question was not taken. */
const problems: Readonly<Record<string, DeviceProblem>> = {
  invalid_client: 'client_refused',
  unauthorized_client: 'client_not_allowed',
  unsupported_grant_type: 'client_not_allowed',
  // Keycloak's, for a client that may not ask.
  invalid_grant: 'client_not_allowed',
  invalid_scope: 'no_scope',
  unknown_user_id: 'unknown_user',
  missing_user_code: 'user_code',
  invalid_user_code: 'user_code',
};

/** OpenID Connect CIBA, poll mode, with a secret. */
export function createDeviceChecker({
  clock,
  allowLoopback,
}: {
  readonly clock: Clock;
  readonly allowLoopback: boolean;
}): DeviceChecker {
  const wire = createCibaWire(allowLoopback);
  return {
    async test(access) {
      const description = await readDescription(wire, access.issuer);
      // Names no one, so no one is asked; the provider still says whether it knows the client.
      const asked = await post(wire, access, description.authentication, description.askUrl, {
        scope: SCOPE,
      });
      const error = errorOf(asked);
      if (error !== 'invalid_request' && error !== 'unknown_user_id') throw refused(asked, error);
      const looked = await post(wire, access, description.authentication, description.tokenUrl, {
        grant_type: CIBA_GRANT,
        auth_req_id: 'backupcode-test',
      });
      const unknown = errorOf(looked);
      if (unknown === null || !['invalid_grant', 'expired_token', 'invalid_request'].includes(unknown))
        throw refused(looked, unknown);
    },
    async ask(access, { loginHint, bindingMessage, seconds }) {
      const description = await readDescription(wire, access.issuer);
      const { askUrl, authentication } = description;
      const answer = await post(wire, access, authentication, askUrl, {
        scope: SCOPE,
        login_hint: loginHint,
        binding_message: bindingMessage,
        requested_expiry: String(seconds),
      });
      const parsed = acknowledgement.safeParse(answer.body);
      if (answer.status !== 200) throw refused(answer, errorOf(answer));
      if (!parsed.success) throw new DeviceCheckError('unexpected_answer', 'acknowledgement');
      const { auth_req_id: authReqId, expires_in: expiresIn, interval } = parsed.data;
      return {
        ticket: writeTicket(authReqId, description),
        reference: createHash('sha256').update(authReqId).digest('hex'),
        expiresInMs: expiresIn * 1000,
        intervalMs: interval === undefined ? null : interval * 1000,
      };
    },
    async look(access, ticket, askedAt) {
      const { authReqId, tokenUrl, keysUrl, authentication } = ticketOf.parse(JSON.parse(ticket.reveal()));
      const form = { grant_type: CIBA_GRANT, auth_req_id: authReqId };
      const answer = await post(wire, access, authentication, wire.parseAddress(tokenUrl), form);
      if (answer.status !== 200) return readPending(answer);
      const parsed = tokens.safeParse(answer.body);
      if (!parsed.success) throw new DeviceCheckError('unexpected_answer', 'id_token');
      const { status, body } = await wire.get(wire.parseAddress(keysUrl));
      const keys = keySet.safeParse(body);
      if (status !== 200 || !keys.success) throw new DeviceCheckError('unexpected_answer', 'jwks_uri');
      const { issuer, clientId } = access;
      const terms = { issuer, clientId, authReqId, askedAt, now: clock.now() };
      const identity = await verifyIdToken(parsed.data.id_token, keys.data, terms);
      return { kind: 'confirmed', ...identity };
    },
  };
}

function writeTicket(authReqId: string, { tokenUrl, keysUrl, authentication }: ProviderDescription): Secret {
  return new Secret(
    JSON.stringify({ authReqId, tokenUrl: tokenUrl.href, keysUrl: keysUrl.href, authentication }),
  );
}

/** RFC 6749 2.3.1: id and secret are form-encoded before they are joined. */
function basic({ clientId, secret }: DeviceAccess): string {
  const [id, password] = [clientId, secret.reveal()].map((part) =>
    new URLSearchParams({ '': part }).toString().slice(1),
  );
  return `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;
}

function post(
  wire: CibaWire,
  access: DeviceAccess,
  authentication: ProviderDescription['authentication'],
  url: URL,
  form: Readonly<Record<string, string>>,
): Promise<CibaAnswer> {
  if (authentication === 'client_secret_basic') return wire.post(url, form, basic(access));
  const { clientId, secret } = access;
  return wire.post(url, { ...form, client_id: clientId, client_secret: secret.reveal() }, null);
}

/** CIBA Core 11 */
function readPending(answer: CibaAnswer): DeviceAnswer {
  const error = errorOf(answer);
  switch (error) {
    case 'authorization_pending':
      return { kind: 'pending' };
    case 'slow_down':
      return { kind: 'slow_down' };
    case 'access_denied':
      return { kind: 'denied' };
    case 'expired_token':
      return { kind: 'expired' };
    case 'invalid_grant':
      throw new DeviceCheckError('forgotten', error);
    default:
      throw refused(answer, error);
  }
}

function errorOf({ status, body }: CibaAnswer): string | null {
  const parsed = refusal.safeParse(body);
  return status >= 400 && parsed.success ? parsed.data.error : null;
}

function refused({ status }: CibaAnswer, error: string | null): DeviceCheckError {
  // RFC 6749 5.2: the client's authentication failed, whatever the code; Keycloak calls it `unauthorized_client`.
  const isUnauthenticated = status === 401;
  if (error === null && !isUnauthenticated) return new DeviceCheckError('unexpected_answer', String(status));
  // A code is a word; a sentence could name a person.
  const code = error !== null && /^\w{1,64}$/.test(error) ? error : String(status);
  const problem = isUnauthenticated ? 'client_refused' : (problems[code] ?? 'question_refused');
  return new DeviceCheckError(problem, code);
}
