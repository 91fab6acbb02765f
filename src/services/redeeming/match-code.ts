import type { BackupCode } from '../../domain/codes/backup-code.ts';
import {
  CODE_HASH_COST,
  CODE_SALT_BYTES,
  type CodeHash,
  isCodeOfHash,
} from '../../domain/codes/code-hash.ts';
import type { KeyRing } from '../../domain/crypto/key-ring.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { CodeId, OrganizationId, UserId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';

/** How many of a user's newest codes are compared, so that a superseded or used one is named as such (N8). */
const CODES_COMPARED = 2;

/**
 * Which of the user's codes this is: the live one, or one of the newest others in any state; `null` if none.
 * Always compares {@link CODES_COMPARED} times, against decoys where there are no codes, so that the time taken
 * tells nothing (N9).
 */
export async function findMatchingCode(
  deps: Pick<ServiceDeps, 'store' | 'keys'>,
  organizationId: OrganizationId,
  user: DirectoryUser | null,
  symbols: Secret,
): Promise<BackupCode | null> {
  const userId = user?.id ?? ('usr_nobody' as UserId);
  const { codes: stored } = deps.store.read;
  // Always the live one, even if an instance with a fast clock made older codes look newer.
  const live = await stored.findLive(organizationId, userId);
  const latest = await stored.listLatest(organizationId, userId, CODES_COMPARED);
  const settled = latest.filter((code) => code.id !== live?.id && isComparable(code, deps.keys));
  // A provider's code has no hash: it is used there, and nothing presented to us is it.
  const codes = [...(live === null ? [] : [live]), ...settled].filter(isOwn).slice(0, CODES_COMPARED);
  const decoy = { id: 'cod_decoy' as CodeId, startsAt: null, expiresAt: 0, hash: decoyHash(deps) };
  const compared = Array.from({ length: CODES_COMPARED }, (_, index) => codes[index] ?? decoy);
  const matches = await Promise.all(
    compared.map(({ id, startsAt, expiresAt, hash }) =>
      isCodeOfHash(symbols, { organizationId, userId, codeId: id, startsAt, expiresAt }, hash, deps.keys),
    ),
  );
  return codes[matches.indexOf(true)] ?? null;
}

/**
 * A code that has ended may outlive its key. It then counts as unknown, and must not hide the live one. So does
 * a code of another hashing cost, which would take longer or shorter than a decoy (N9).
 */
function isComparable({ hash }: BackupCode, keys: KeyRing): boolean {
  return hash !== null && hash.cost === CODE_HASH_COST && keys.find('code-pepper', hash.keyId) !== null;
}

function isOwn(code: BackupCode): code is BackupCode & { readonly hash: CodeHash } {
  return code.hash !== null;
}

function decoyHash({ keys }: Pick<ServiceDeps, 'keys'>): CodeHash {
  return {
    algorithm: 'scrypt-hmac-sha256',
    cost: CODE_HASH_COST,
    salt: Buffer.alloc(CODE_SALT_BYTES).toString('base64'),
    keyId: keys.current('code-pepper').id,
    digest: Buffer.alloc(32).toString('base64'),
  };
}
