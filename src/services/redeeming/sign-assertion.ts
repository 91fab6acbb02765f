import type { Client } from '../../domain/clients/client.ts';
import type { BackupCode } from '../../domain/codes/backup-code.ts';
import { currentAssertionKey } from '../../domain/crypto/assertion-key.ts';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import { type DirectoryUser, loginOf } from '../../domain/directory/directory-user.ts';

export const ASSERTION_LIFETIME_SECONDS = 120;

export interface AssertionInput {
  readonly client: Pick<Client, 'id'>;
  readonly user: DirectoryUser;
  /** spent */
  readonly code: Pick<BackupCode, 'id'>;
  /** When it was spent; milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Signs what a redeem has proved, for the client that asked and no other: a JWT valid for two minutes.
 *
 * A repeated redeem gets the same JWT, valid until the same moment: two minutes are enough for a lost answer,
 * and a key that leaks later proves nothing. It is signed again rather than stored, which would be one more
 * secret at rest. Its `jti` names the spent code, so a client that keeps the ones it has seen accepts each
 * redeem once.
 * @param issuer the service's public address
 */
export function createSignAssertion(deps: { readonly keys: KeyRing; readonly issuer: () => string }) {
  // Loaded on first use: most processes never redeem.
  let jose: Promise<typeof import('jose')> | null = null;

  return async function signAssertion({ client, user, code, at }: AssertionInput): Promise<string> {
    jose ??= import('jose');
    const { SignJWT } = await jose;
    const { id, privateKey } = currentAssertionKey(deps.keys);
    const issuedAt = Math.floor(at / 1000);
    return new SignJWT({
      login: loginOf(user),
      org: user.organizationId,
      amr: ['otp'],
      auth_time: issuedAt,
      code_id: code.id,
      code_spent: true,
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'backupcode-assertion+jwt', kid: id })
      .setIssuer(deps.issuer())
      .setSubject(user.id)
      .setAudience(client.id)
      .setJti(`redeem:${code.id}`)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ASSERTION_LIFETIME_SECONDS)
      .sign(privateKey);
  };
}
